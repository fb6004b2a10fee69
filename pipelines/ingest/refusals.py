"""Why a file cannot be read and what to do about it: one function a reason, each with its own stable code."""

from __future__ import annotations

from pipelines.problems import Problem

MAX_CELLS = 5_000_000  # of a sheet's bounding box


def empty_file() -> Problem:
    return Problem(
        "empty_file", "文件是空的（0 字节），请重新导出后再报送。", "The file has no bytes. Export it again."
    )


def not_a_workbook() -> Problem:
    return Problem(
        "not_a_workbook",
        "内容不是 Excel 工作簿，也不是其他表格（扩展名可能被改过）。请用 Excel 或 WPS 打开，另存为 .xlsx 后再报送。",
        "The content is no Excel workbook nor any other table, whatever its name says. Open it in Excel or WPS, "
        "save it as .xlsx and send it again.",
    )


def unknown_kind() -> Problem:
    return Problem(
        "unknown_kind",
        "是文档或程序文件，里面没有工作簿。请把名单另存为 .xlsx 工作簿后再报送。",
        "This is a document of another program, without a workbook. Save the list as .xlsx and send it again.",
    )


def damaged() -> Problem:
    return Problem(
        "damaged",
        "文件已损坏或不完整，无法读取。请在 Excel 或 WPS 中打开并另存为新的 .xlsx；打不开时请向填报人重新索取。",
        "The file is damaged or cut short and cannot be read. Open it and save it as a new .xlsx; if it does not open, "
        "ask the sender for it again.",
    )


def too_large(zh: str, en: str) -> Problem:
    return Problem(
        "too_large",
        f"{zh}。请删除名单以外的空白行列和图片（或新建工作簿，只粘贴名单）后另存为 .xlsx。",
        f"{en}. Delete the empty rows, columns and pictures around the list, or paste the list into a new workbook.",
    )


def far_cell(sheet: str, rows: int, columns: int) -> Problem:
    return too_large(
        f"工作表“{sheet}”的范围达 {rows} 行 × {columns} 列，装不下（一份文件至多 {MAX_CELLS} 格），远处多有误填",
        f'Sheet "{sheet}" spans {rows} rows × {columns} columns, more than can be held ({MAX_CELLS} cells a file): a '
        "stray cell lies far out",
    )


def too_many_cells() -> Problem:
    return too_large(f"文件的单元格超过 {MAX_CELLS} 个", f"The file has more than {MAX_CELLS} cells")


def no_memory() -> Problem:
    return too_large(
        "读取时内存不足，名单过长的可按村分成几个文件",
        "There was not enough memory to read it; a very long list can be split into files by village",
    )


def timeout(seconds: float) -> Problem:
    return Problem(
        "timeout",
        f"{seconds:.0f} 秒内没有读完，已放弃此文件。请新建工作簿，只粘贴名单（选择性粘贴→数值）后另存为 .xlsx。",
        f"It was not read within {seconds:.0f} seconds and was given up. Paste the list alone, as values, into a new "
        "workbook and save it as .xlsx.",
    )


def encrypted() -> Problem:
    return Problem(
        "encrypted",
        "文件设有打开密码或单位加密软件的保护。请在 Excel 中“文件 → 信息 → 保护工作簿 → 用密码进行加密”里清空密码"
        "（单位加密的请先解密），保存后再报送。",
        "The file needs a password to open. Remove it (File → Info → Protect Workbook → Encrypt), or decrypt it with "
        "the office's own software, and save.",
    )


def encrypted_archive() -> Problem:
    return Problem(
        "encrypted_archive",
        "压缩包设有密码。请解压后直接放入各工作簿，或重新压缩时不设密码。",
        "The archive needs a password. Unpack it and put the workbooks here, or pack it again without one.",
    )


def other_archive(name: str) -> Problem:
    return Problem(
        "other_archive",
        f"是 {name} 压缩包。请先解压，把里面的工作簿放入文件夹（或改用 .zip）。",
        f"This is a {name} archive. Unpack it and put the workbooks in the folder, or pack them as .zip.",
    )


def empty_archive() -> Problem:
    return Problem(
        "empty_archive", "压缩包里没有文件。请重新压缩后再报送。", "The archive holds no file. Pack it again."
    )


def deep_archive() -> Problem:
    return Problem(
        "deep_archive",
        "压缩包套了三层以上。请先解压里层的压缩包。",
        "An archive within an archive within an archive. Unpack the inner ones first.",
    )


def scan(name: str) -> Problem:
    return Problem(
        "scan",
        f"是扫描件或图片（{name}），其中的字不能当作数据读取。请向填报单位索取电子表格，或录入 .xlsx 后再报送。",
        f"This is a scan or a picture ({name}): its words cannot be read as data. Ask the sender for the workbook, or "
        "type the list into one.",
    )


def old_word() -> Problem:
    return Problem(
        "old_word",
        "是旧版 Word/WPS 文档（.doc、.wps）。请在 Word 或 WPS 中另存为 .docx，或把表格复制到 Excel 中保存为 .xlsx。",
        "This is an old Word or WPS document (.doc, .wps). Save it as .docx, or copy its table into a workbook.",
    )


def no_table() -> Problem:
    return Problem(
        "no_table",
        "文档或网页里没有表格。若名单是图片，请录入工作簿；否则请把名单复制到 .xlsx 工作簿中。",
        "The document or web page holds no table. If the list is a picture, type it into a workbook; else copy it "
        "into one.",
    )


def unknown_encoding() -> Problem:
    return Problem(
        "unknown_encoding",
        "文本的编码无法确定（不是 UTF-8、UTF-16、GB18030、Big5）。请用 Excel 或 WPS 打开，核对汉字后另存为 .xlsx。",
        "The encoding of this text cannot be told: not UTF-8, UTF-16, GB18030 nor Big5. Open it in Excel or WPS, check "
        "the characters, and save it as .xlsx.",
    )


def unsafe_xml() -> Problem:
    return Problem(
        "unsafe_xml",
        "文件里有 DTD 或实体声明，正常的工作簿没有这些内容，为安全起见不予打开。请在 Excel 或 WPS 中另存为新的 .xlsx。",
        "The file declares a DTD or entities, which no office program writes; it is not opened. Save it as a new "
        ".xlsx.",
    )


def unreadable() -> Problem:
    return Problem(
        "unreadable",
        "系统不允许读取此文件。请关闭正在使用它的程序，并检查文件权限。",
        "The system does not let this file be read. Close the program that uses it and check its permissions.",
    )


def reader_failed(error: BaseException) -> Problem:
    """A fault of this program, told without the data that caused it."""
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    place = f"{type(error).__name__}, {at.tb_frame.f_code.co_name}:{at.tb_lineno}" if at else type(error).__name__
    return Problem(
        "reader_failed",
        f"本程序读取此文件时出错（{place}）。请在 Excel 或 WPS 中另存为新的 .xlsx 再试，并把此信息告诉维护人员。",
        f"This program failed on the file ({place}). Save it as a new .xlsx and try again; tell the maintainers.",
    )
