"""What a file says of itself: title, language, what it claims to be."""

from datetime import datetime
from importlib.resources import files
from xml.sax.saxutils import escape

from django.utils import timezone
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

PRODUCER = "DAS-portalen"

_UA = '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
_A = (
    '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" '
    'pdfaid:part="3" pdfaid:conformance="A"/>'
)
# PDF/A knows no pdfuaid, so a file that is both must describe it.
_UA_IN_A = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def write(
    pdf: Pdf, *, title: str, made_at: datetime | None, accessible: bool, archival: bool
) -> None:
    """Title, Danish, page labels; PDF/UA-1 and PDF/A-3a only as they are claimed."""
    moment = timezone.localtime(made_at or timezone.now()).replace(microsecond=0)
    root = pdf.Root
    root.Lang = String("da-DK")
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Producer=String(PRODUCER),
            CreationDate=String(_pdf_date(moment)),
            ModDate=String(_pdf_date(moment)),
        )
    )
    packet = Stream(pdf, _xmp(title, moment, accessible, archival).encode())
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    root.Metadata = pdf.make_indirect(packet)
    if archival:
        _colour_intent(pdf)


def _colour_intent(pdf: Pdf) -> None:
    profile = Stream(pdf, (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB2014"),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z")
    return f"{moment:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:]}'"


def _xmp(title: str, moment: datetime, accessible: bool, archival: bool) -> str:
    claims = (_UA if accessible else "") + (_A + _UA_IN_A if archival else "")
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f"{claims}\n"
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
        "</dc:title><dc:language><rdf:Bag><rdf:li>da-DK</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreateDate>{moment.isoformat()}</xmp:CreateDate>"
        f"<xmp:ModifyDate>{moment.isoformat()}</xmp:ModifyDate>"
        f"<pdf:Producer>{PRODUCER}</pdf:Producer></rdf:Description>\n"
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )
