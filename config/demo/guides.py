"""As whom the demonstration is looked at first: whose links `make run` prints, by what it calls them.

This file imports nothing, so that the tests that start the product know them without settings.
"""

PEOPLE = {
    "会員（みなと縁側の会の 港 ひかり）": "minato@example.org",
    "事務局のファシリテーター（結城 つむぐ）": "facilitator@example.org",
    "事務局の編集者（文月 あや）": "editor@example.org",
    "管理者（鍵谷 まもる）": "admin@example.org",
}
