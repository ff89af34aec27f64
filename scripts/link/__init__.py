"""Join the rows of many articles: people, meetings and agreements across them."""
