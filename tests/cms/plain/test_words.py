"""The analyser is loaded for editors only."""

import subprocess
import sys

from cms.plain.words import words


def test_words_are_the_text_without_gaps():
    text = "縁側で　お茶を\n飲む😀。"
    assert "".join(text[word.start : word.end] for word in words(text)) == text


def test_nothing_is_loaded_for_a_text_without_words():
    script = "import sys; from cms.plain.words import words; words(' '); sys.exit('sudachipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
