"""Everything a print worker imports, so that one forked from here is at work at once."""

from PIL import Image

from labkiosk.forms.decode import check
from labkiosk.forms.draw import draw
from labkiosk.forms.page import QR, Barcode, Page
from labkiosk.printers.language import LANGUAGES, Sheet
from labkiosk.services import spool

NUMBER = Barcode(digits="010000000016", x=0, y=1, width=36, height=10)
CODE = QR(text="LK:CARD:O01-0000001", x=40, y=0, side=21)

check(draw(Page(width=72, height=22, items=(NUMBER, CODE))), NUMBER.digits, CODE.text)
LANGUAGES["escpos"].wrap(Sheet(image=Image.new("1", (8, 8)), die_cut=False), dots=576)
assert spool
