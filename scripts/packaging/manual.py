#!/usr/bin/env python3
"""Writes the manual page from the descriptions that the program itself gives.

drempel --experimental-dump-help | manual.py VERSION DATE END-OF-PAGE SOURCES >drempel.1
"""
import json
import re
import sys
from pathlib import Path


def text(words):
    """Words as roff: no line of them is taken for a request."""
    words = words.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    words = re.sub(r"[^\x00-\x7f]", lambda found: f"\\[u{ord(found[0]):04X}]", words)
    return "\\&" + words if words.startswith((".", "\\(aq")) else words


def bold(words):
    return f"\\fB{text(words)}\\fR"


def value(argument):
    return f"\\fI{text(argument['valueName'].upper())}\\fR"


def names(argument):
    """How an argument is written, such as --store STORE."""
    if argument["kind"] == "positional":
        return value(argument)
    written = [
        bold(("-" if name["kind"] == "short" else "--") + name["name"])
        for name in argument["names"]
    ]
    return ", ".join(written) + (" " + value(argument) if argument["kind"] == "option" else "")


def synopsis(path, arguments):
    words = [bold(" ".join(path))]
    for argument in arguments:
        word = names(argument)
        words.append(f"[{word}]" if argument["isOptional"] else word)
        if argument["isRepeating"]:
            words[-1] += " ..."
    return " ".join(words)


def described(arguments):
    for argument in arguments:
        words = argument["abstract"]
        if "defaultValue" in argument:
            words += f" Default: {argument['defaultValue']}."
        yield f".TP\n{names(argument)}\n{text(words)}"


def shown(command):
    """The arguments of a command, without those that every command of the library has."""
    return [
        argument
        for argument in command.get("arguments", [])
        if argument["shouldDisplay"] and argument["valueName"] not in ("help", "version")
    ]


def leaves(command, path=()):
    """All commands that do something, with the words that call them."""
    path = (*path, command["commandName"])
    below = [
        each
        for each in command.get("subcommands", [])
        if each["shouldDisplay"] and each["commandName"] != "help"
    ]
    if not below or len(path) == 1:
        yield path, command
    for each in below:
        yield from leaves(each, path)


def page(root, version, date, end):
    commands = list(leaves(root))
    common = [
        argument
        for argument in shown(root)
        if all(argument in shown(command) for _, command in commands)
    ]
    rest = {
        path: [each for each in shown(command) if each not in common]
        for path, command in commands
    }
    for path, command in commands:
        for argument in shown(command):
            if not argument.get("abstract"):
                sys.exit(f"manual: {' '.join(path)}: {argument['valueName']} is not described")
    yield f'.TH DREMPEL 1 "{date}" "Drempel {version}" "Drempel"'
    yield ".SH NAME"
    yield f"drempel \\- {text(root['abstract'][0].lower() + root['abstract'][1:].rstrip('.'))}"
    yield ".SH SYNOPSIS"
    yield "\n.br\n".join(
        f"{synopsis(path, rest[path])} [\\fIOPTIONS\\fR]" for path, _ in commands)
    yield ".SH DESCRIPTION"
    yield end.pop("DESCRIPTION")
    yield ".SH COMMANDS"
    for path, command in commands:
        yield f".SS {text(' '.join(path))}"
        yield text(command["abstract"])
        if command.get("discussion"):
            yield ".PP\n" + text(command["discussion"])
        yield from described(rest[path])
    yield ".SH OPTIONS"
    yield "Every command takes these."
    yield from described(common)
    yield f".TP\n{bold('--version')}\nShow the version."
    yield f".TP\n{bold('-h')}, {bold('--help')}\nShow help; of a command, behind that command."
    for title, words in end.items():
        yield f".SH {title}\n{words}"


def told(end, sources):
    """Every variable of the environment that the program reads must be in the page."""
    for file in sorted(Path(sources).rglob("*.swift")):
        for name in re.findall(r'environment\["(\w+)"\]|getenv\("(\w+)"\)', file.read_text()):
            if f"B {max(name)}\n" not in end["ENVIRONMENT"]:
                sys.exit(f"manual: ENVIRONMENT does not tell of {max(name)}, which {file.name} reads")


def main():
    version, date, end, sources = sys.argv[1:]
    parts = re.split(r"^\.SH (.*)\n", Path(end).read_text(), flags=re.M)[1:]
    sections = {title: words.rstrip("\n") for title, words in zip(parts[::2], parts[1::2])}
    told(sections, sources)
    print("\n".join(page(json.load(sys.stdin)["command"], version, date, sections)))


main()
