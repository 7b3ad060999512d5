"""docs/commands.md names every command and every option, and no others; docs/python.md runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from salient.cli.main import commands
from salient.workbench import ClaimTable, Workbench

DOCS = Path(__file__).resolve().parents[2] / "docs"
SHARED = "What several commands take"


def leaves(group: click.Group, before: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command
            for further, more in getattr(command, "further", {}).items():
                yield f"{before} {name} {further}", more


COMMANDS = dict(leaves(commands, "salient"))


def sections() -> dict[str, str]:
    parts = re.split(r"^## (.+)$", (DOCS / "commands.md").read_text("utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def options(command: click.Command) -> set[str]:
    return {
        name
        for p in command.params
        if isinstance(p, click.Option)
        for name in p.opts
        if name[:2] == "--"
    }


def test_every_command_has_a_section_and_every_section_a_command() -> None:
    assert {name for name in sections() if name.startswith("salient")} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_described_and_no_other(name: str) -> None:
    own, shared = sections()[name], sections()[SHARED]
    described = set(re.findall(r"--[a-z][a-z-]*", own))
    # Examples may pipe into other commands and back.
    assert described - options(COMMANDS[name]) <= {"--theatre"}
    assert options(COMMANDS[name]) <= described | set(re.findall(r"--[a-z][a-z-]*", shared))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert [p.name for p in command.params if isinstance(p, click.Option) and not p.help] == []


def test_the_examples_of_commands_parse() -> None:
    text = (DOCS / "commands.md").read_text("utf-8")
    lines = [
        line for block in re.findall(r"```\n(.*?)```", text, re.S) for line in block.splitlines()
    ]
    calls = [line.split("| ")[-1].split(" > ")[0] for line in lines if "salient " in line]
    assert len(calls) >= 15
    for call in calls:
        found = max((name for name in COMMANDS if call.startswith(name)), key=len)
        arguments = [a.strip("'\"") for a in re.findall(r"\"[^\"]*\"|\S+", call[len(found) :])]
        COMMANDS[found].make_context(found, arguments)


def test_the_page_on_python_names_the_calls_and_the_columns() -> None:
    page = (DOCS / "python.md").read_text("utf-8")
    public = [
        n for n in vars(Workbench) if not n.startswith("_") and callable(getattr(Workbench, n))
    ]
    assert [n for n in public if f"`{n}(" not in page and n not in {"close", "evidence"}] == []
    assert [c for c in ClaimTable.COLUMNS if f"`{c}`" not in page] == []
