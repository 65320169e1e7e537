"""Letters of symbol fonts, which Word keeps as codes of its own: Wingdings and Symbol, as far as leaflets use them."""

from __future__ import annotations

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0x28: "☎", 0x29: "✆", 0x2A: "✉",
    0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺", 0x4C: "☹", 0xF0: "⇨",
}  # fmt: skip
_SYMBOL = {
    0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA2: "′", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓",
    0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x44: "Δ", 0x6D: "μ", 0x6C: "λ", 0x70: "π", 0x57: "Ω", 0xA5: "∞", 0xD7: "⋅", 0xD6: "√",
}  # fmt: skip
_PRIVATE = 0xF000


def symbol(font: str, code: str) -> str:
    """The letter of `font` that Word writes as the hexadecimal `code`; a letter of private use where nobody knows it."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    low = number - _PRIVATE if _PRIVATE <= number <= _PRIVATE + 0xFF else number
    table = _SYMBOL if font.casefold().startswith("symbol") else _WINGDINGS
    if found := table.get(low):
        return found
    return chr(number) if number >= ord(" ") and number <= 0xFFFF and not 0xD800 <= number <= 0xDFFF else ""
