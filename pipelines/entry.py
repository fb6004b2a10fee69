"""The `warm` command's door. Kept free of imports: every reading process starts by importing it."""


def main() -> None:
    from pipelines.cli import app  # noqa: PLC0415

    app()
