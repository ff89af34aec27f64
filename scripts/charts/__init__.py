"""Charts of a build or a release, each a function in a module of its own: tables in, a matplotlib figure out.

>>> from newstables.scripts.charts import find_charts
>>> "meetings-over-time" in find_charts()
True

A module of this package that holds a `Chart` under the module's own name is a chart, and is found by that.
"""

from newstables.scripts.charts.chart import Chart, find_charts
from newstables.scripts.charts.layout import ChartFigure
from newstables.scripts.charts.selection import Selection
from newstables.scripts.charts.source import Source, read_source

__all__ = ["Chart", "ChartFigure", "Selection", "Source", "find_charts", "read_source"]
