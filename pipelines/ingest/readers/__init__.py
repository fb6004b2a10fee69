"""One module a kind of file: bytes → `Grid`s. Nothing after these knows what the file was."""
