import io

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def mail(db, settings):
    from salon.replies.addresses import reply_address
    from tests.factories.salon import kinki, topic_in

    settings.REPLY_ADDRESS = "reply@salon.example"
    here, one, two = kinki()
    address = reply_address(one, topic_in(here, two))
    return address, f"From: {one.email}\r\nTo: {address}\r\nMessage-ID: <1@a>\r\n\r\nHello\r\n".encode()


def test_a_developer_answers_from_a_file_or_from_standard_input(mail, tmp_path, capsys, monkeypatch):
    file = tmp_path / "answer.eml"
    file.write_bytes(mail[1])
    call_command("receive_mail", file=str(file))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(mail[1].replace(b"To: ", b"Was-To: "))))
    call_command("receive_mail", file="-", to=mail[0])
    assert capsys.readouterr().out == "posted\nagain\n"


def test_what_cannot_work_is_said(mail, settings):
    with pytest.raises(CommandError, match="読めません"):
        call_command("receive_mail", file="/nowhere.eml")
    with pytest.raises(CommandError, match="待てません"):
        call_command("receive_mail", listen="nonsense")
    settings.REPLY_ADDRESS = ""
    with pytest.raises(CommandError, match="REPLY_ADDRESS"):
        call_command("receive_mail")
