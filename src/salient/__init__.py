"""salient keeps the account of a war from published reports.

    import salient

    with salient.open("war.db", theatre="ukraine") as bench:
        bench.add(["reports/"])
        print(bench.control(on="2022-05-14").to_pandas())

Everything that can be done from the command line can be done with a `Workbench`.
"""

from typing import TYPE_CHECKING

from salient.errors import SalientError

if TYPE_CHECKING:
    from salient.workbench import Workbench
    from salient.workbench import open_workbench as open  # noqa: A004 - the name that users read

    __version__: str
else:
    # The workbench brings NumPy and SQLAlchemy with it: a second that `import salient` and every
    # room that is used alone need not pay.
    def __getattr__(name):
        if name == "open":
            from salient.workbench import open_workbench

            return open_workbench
        if name == "Workbench":
            from salient.workbench import Workbench

            return Workbench
        if name == "__version__":
            from importlib.metadata import PackageNotFoundError, version

            try:
                return version("salient")
            except PackageNotFoundError:
                return "0+source"
        raise AttributeError(f"module 'salient' has no attribute {name!r}")


__all__ = ["SalientError", "Workbench", "__version__", "open"]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
