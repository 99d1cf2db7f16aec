"""Articles that were written for the tests of digests: stories that several papers tell, in several languages."""

from pathlib import Path

FERRY_EN = """Port Alden keeps its ferry

The council of Port Alden voted on Tuesday to keep the last public ferry running until 2031. The decision will cost the town
1.2 million crowns a year, the treasurer's office said.

“Nobody who lives on the far shore thinks of this as a subsidy,” said Maria Lopez, who heads the ferry committee.

The ferry Aurora has crossed the harbour since 1968.
"""
FERRY_EN_TOO = """Ferry saved in Port Alden vote

Port Alden's last public ferry will keep running until 2031 after the council voted to keep it on Tuesday night. The decision
will cost the town 1.2 million crowns a year.

“Nobody who lives on the far shore thinks of this as a subsidy,” Maria Lopez told the council.

Mayor Daniel Okafor had wanted the ferry Aurora to be sold.
"""
FERRY_RU = """Порт-Олден сохранил паром

Совет Порт-Олдена во вторник решил сохранить последний городской паром до 2031 года. Решение обойдётся городу в 1,2 миллиона
крон в год, сообщило казначейство.

«Никто на том берегу не считает это подачкой», — сказала Мария Лопес, глава комитета по парому «Аврора».

Мэр Дэниел Окафор хотел продать паром.
"""
MINE_EN = """Miners rescued in Kestrel Valley

Rescuers brought eleven miners to the surface at the Kestrel Valley copper mine on Friday, three days after a tunnel fell in.

“We heard them knocking all night,” said rescue chief Tomas Brandt.
"""


def laid_out(folder: Path, **articles: str) -> list[str]:
    """The articles as files of the folder; their names."""
    folder.mkdir(exist_ok=True)
    paths = []
    for name, text in articles.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths
