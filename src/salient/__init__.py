"""salient keeps the account of a war from published reports.

    import salient

    with salient.open("war.db", theatre="ukraine") as bench:
        bench.add(["reports/"])
        print(bench.control(on="2022-05-14").to_pandas())

Everything that can be done from the command line can be done with a `Workbench`.
"""

from importlib.metadata import PackageNotFoundError, version

from salient.errors import SalientError
from salient.workbench import Workbench
from salient.workbench import open_workbench as open  # noqa: A004 - the name that users read

try:
    __version__ = version("salient")
except PackageNotFoundError:
    __version__ = "0+source"

__all__ = ["SalientError", "Workbench", "__version__", "open"]
