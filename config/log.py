import logging


class KindOnly(logging.Filter):
    """Of an error its class: a mail server that refuses names the address in its words. They stay with the task."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0]:
            record.msg, record.args = f"{record.getMessage()} {record.exc_info[0].__name__}", ()
            record.exc_info = record.exc_text = None
        return True
