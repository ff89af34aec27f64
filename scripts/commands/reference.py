"""The reference of the command line, made from the commands themselves.

``python -m newstables.scripts.commands.reference > docs/commands.md`` writes it.
"""

from __future__ import annotations

from typing import Any

_HEAD = """\
# The commands

What `newstables --help` and `newstables COMMAND --help` tell, on one page. A call that is wrong ends with exit status
2, bad data with 1, each with one line on standard error that says what to do; `diff` and `charts --check` end with 1
where something differs.
"""


def render() -> str:
    """Return the reference as Markdown.

    Returns
    -------
    str
        A section for each command: what it does, how it is called, its arguments and options.

    Examples
    --------
    >>> print(render().splitlines()[0])
    # The commands
    """
    import typer

    from newstables.scripts.cli import app

    # typer's group is not typed
    group: Any = typer.main.get_command(app)
    return "\n".join([_HEAD, *(_render_command(name, command) for name, command in group.commands.items())])


def _render_command(name: str, command: Any) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    required = [_name_option(one)[0] for one in options if one.required]
    usage = " ".join(["newstables", name, *map(_name_argument, arguments), *required, "[OPTIONS]"])
    told = [f"- `{_name_argument(one)}`: {_tell(one)}" for one in arguments]
    told += [f"- {', '.join(f'`{each}`' for each in _name_option(one))}: {_tell(one)}" for one in options]
    return "\n".join([f"## {name}", "", command.help, "", "```", usage, "```", "", *told, ""])


def _tell(one: Any) -> str:
    value = f" `{one.default}` where not given." if isinstance(one.default, str | int) and not _is_flag(one) else ""
    variable = f" Environment variable: `{one.envvar}`." if one.envvar else ""
    return f"{one.help}{value}{variable}"


def _is_flag(one: Any) -> bool:
    return bool(getattr(one, "is_flag", False))


def _name_argument(argument: Any) -> str:
    named = argument.metavar or argument.name.upper()
    return named if argument.required or named.startswith("[") else f"[{named}]"


def _name_option(option: Any) -> list[str]:
    """Return its spellings, each with what follows it."""
    value = "" if _is_flag(option) else f" {option.metavar or option.opts[0].lstrip('-').replace('-', '_').upper()}"
    return [f"{spelling}{value}" for spelling in option.opts]


if __name__ == "__main__":
    print(render(), end="")
