"""Static files as they are served: under a name that changes with them, and packed."""

import gzip

from config.static import Storage

TEXT = "p { color: red }\n" * 200


def collected(folder, **files: str) -> dict[str, str]:
    storage = Storage(location=folder, base_url="/static/")
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    names = [name.replace("_", ".") for name in files]
    list(storage.post_process({name: (storage, name) for name in names}))
    return {name: storage.stored_name(name) for name in names}


def test_beside_each_text_lies_a_packed_one_with_its_name(tmp_path):
    name = collected(tmp_path, look_css=TEXT)["look.css"]
    assert name != "look.css" and gzip.decompress((tmp_path / f"{name}.gz").read_bytes()).decode() == TEXT


def test_what_is_packed_already_is_not_packed_again(tmp_path):
    name = collected(tmp_path, drawing_png="x" * 5000)["drawing.png"]
    assert not (tmp_path / f"{name}.gz").exists()


def test_a_second_time_nothing_is_written_anew(tmp_path):
    name = collected(tmp_path, look_css=TEXT)["look.css"]
    packed = tmp_path / f"{name}.gz"
    packed.write_bytes(b"kept")
    collected(tmp_path, look_css=TEXT)
    assert packed.read_bytes() == b"kept"
