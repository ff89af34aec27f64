-- Views of a release in SQLite: the questions that are asked most. The comment above a view is shown with it.

-- Where a row stands in the articles: its evidence, with outlet, headline, day and address.
CREATE VIEW row_evidence AS
SELECT e."table", e.row_id, e."column", e.quote, a.published, a.publisher, a.title, a.url, e.article_id, e.part,
  e.start, e."end", e.rule
FROM evidence e JOIN articles a USING (article_id);

-- The countries of a meeting, one row for each, themselves or through people and bodies.
CREATE VIEW meeting_countries AS
SELECT DISTINCT meeting_id, country FROM participants WHERE country IS NOT NULL;

-- Meetings of two countries, one row for each pair; bilateral where no third country took part.
CREATE VIEW country_meetings AS
SELECT one.country AS country_a, other.country AS country_b,
  (SELECT COUNT(*) FROM meeting_countries WHERE meeting_id = m.meeting_id) = 2 AS bilateral, m.*
FROM meeting_countries one
JOIN meeting_countries other ON other.meeting_id = one.meeting_id AND other.country > one.country
JOIN meetings m ON m.meeting_id = one.meeting_id;

-- Who met whom, and how often: meetings that took place; opposite counts those in which the two stood for
-- different countries.
CREATE VIEW who_met_whom AS
SELECT a.person_id AS person_a, one.name AS name_a, b.person_id AS person_b, other.name AS name_b,
  COUNT(DISTINCT m.meeting_id) AS meetings,
  COUNT(DISTINCT CASE WHEN a.country <> b.country THEN m.meeting_id END) AS opposite,
  MIN(m.date) AS first, MAX(m.date_end) AS last
FROM participants a
JOIN participants b ON b.meeting_id = a.meeting_id AND b.person_id > a.person_id
JOIN meetings m ON m.meeting_id = a.meeting_id AND m.status IN ('held', 'ongoing')
JOIN people one ON one.person_id = a.person_id
JOIN people other ON other.person_id = b.person_id
GROUP BY a.person_id, b.person_id;

-- Sums that were agreed on, one row for each agreement, however many articles report it; not those that are
-- planned, rejected or ended.
CREATE VIEW sums_agreed AS
SELECT agreement_id, CAST(strftime('%Y', COALESCE(date, first_reported)) AS INTEGER) AS year, amount, currency,
  amount_qualifier, amount_per, kind, status, name, subject, countries, articles, review
FROM agreements
WHERE amount IS NOT NULL AND status IN ('signed', 'agreed', 'in_force');

-- Sums by country and year: every agreement counts once for each country that is party to it, so the rows of
-- different countries must not be added up; sums that are told by the day, month or year are left out.
CREATE VIEW sums_by_country AS
SELECT p.country, s.year, s.currency, COUNT(*) AS agreements, SUM(s.amount) AS amount
FROM sums_agreed s
JOIN (SELECT DISTINCT agreement_id, country FROM parties WHERE country IS NOT NULL) p USING (agreement_id)
WHERE s.amount_per IS NULL AND s.currency IS NOT NULL
GROUP BY p.country, s.year, s.currency;

-- Meetings that were planned for a day that has passed, and of which nothing was heard since.
CREATE VIEW planned_and_not_heard_of AS
SELECT m.* FROM meetings m
WHERE m.status = 'planned' AND m.last_reported <= m.date_end
  AND m.date_end < (SELECT MAX(published) FROM articles);

-- Meetings and agreements that one outlet alone reports.
CREATE VIEW told_by_one_outlet AS
SELECT 'meetings' AS "table", r.meeting_id AS row_id, MAX(a.publisher) AS publisher, COUNT(*) AS articles
FROM meeting_reports r JOIN articles a USING (article_id)
GROUP BY r.meeting_id HAVING COUNT(DISTINCT a.publisher) = 1 AND COUNT(a.publisher) = COUNT(*)
UNION ALL
SELECT 'agreements', r.agreement_id, MAX(a.publisher), COUNT(*)
FROM agreement_reports r JOIN articles a USING (article_id)
GROUP BY r.agreement_id HAVING COUNT(DISTINCT a.publisher) = 1 AND COUNT(a.publisher) = COUNT(*);

-- What was published wrongly: corrections of errors that stood in a release, with the one that put them right.
CREATE VIEW published_wrongly AS
SELECT decided_on, "table", row_id, "column", old_value, new_value, reason, note, first_wrong, put_right
FROM corrections WHERE first_wrong IS NOT NULL;
