"""Writes `parses.txt` anew: every text given to `acts(…)` or `parsed(…)` in the tests beside.

    python tests/reading/attribution/make_parses.py [PIPELINE]

PIPELINE is a spaCy pipeline's name or folder; the one that ships by default. Look at the tests
that change afterwards: a rule may rest on a slip of the parser that is gone.
"""

import ast
import sys
from pathlib import Path

from salient.reading.pipeline import load_pipeline
from salient.reading.sentences import parse_sentences, split_sentences
from salient.reading.tokens import Token

HERE = Path(__file__).parent


def texts() -> list[str]:
    found = []
    for path in sorted(HERE.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in {"acts", "parsed"} and isinstance(node.args[0], ast.Constant):
                found.append(node.args[0].value)
    return found


def features(token: Token) -> str:
    return "|".join(f"{name}={','.join(values)}" for name, values in token.morph.items())


def main() -> None:
    pipeline = load_pipeline(sys.argv[1] if len(sys.argv) > 1 else None)
    lines: dict[str, str] = {}
    for text in texts():
        for sentence in parse_sentences(text, split_sentences(text), pipeline):
            tokens = " ".join(
                f"{t.text.replace('/', '//')}/{t.pos_}/{t.dep_}>{t.head.i}/{features(t)}"
                for t in sentence.doc
            )
            lines[sentence.doc.text] = tokens
    body = "\n".join(f"= {text}\n{tokens}" for text, tokens in sorted(lines.items()))
    (HERE / "parses.txt").write_text(body + "\n", "utf-8")


if __name__ == "__main__":
    main()
