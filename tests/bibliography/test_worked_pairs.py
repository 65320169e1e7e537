"""The ten worked pairs, character for character: order, punctuation, italics, cut of authors, pages.

They are fixtures for form. Where a pair prints what one record cannot hold for both styles (a contract number, an
address in one of them only), the two records differ and say so.
"""

from __future__ import annotations

import pytest
from tests.bibliography.making import SPAN, marked, people, reference

from wardleaf.bibliography.formatting import format_reference
from wardleaf.library.schema import Reference
from wardleaf.source.keys import At
from wardleaf.values import replace

EBCTCG = "Early Breast Cancer Trialists' Collaborative Group (EBCTCG)"
NICE = "National Institute for Health and Care Excellence"

CHARNOCK = reference(
    "article-journal",
    "DISCERN: an instrument for judging the quality of written consumer health information on treatment choices",
    author=people("Charnock, D.", "Shepperd, S.", "Needham, G.", "Gann, R."),
    container_title="Journal of Epidemiology and Community Health",
    container_title_short="J Epidemiol Community Health",
    issued="1999-02",
    volume="53",
    issue="2",
    page="105-111",
    doi="10.1136/jech.53.2.105",
)
SPARANO = reference(
    "article-journal",
    "Adjuvant chemotherapy guided by a 21-gene expression assay in breast cancer",
    author=people(
        "Sparano, J. A.",
        "Gray, R. J.",
        "Makower, D. F.",
        "Pritchard, K. I.",
        "Albain, K. S.",
        "Hayes, D. F.",
        "Geyer, C. E.",
    ),
    container_title_short="N Engl J Med",
    issued="2018-07-12",
    volume="379",
    issue="2",
    page="111-121",
    doi="10.1056/NEJMoa1804710",
    pmid="29860917",
    pmcid="PMC6172658",
)
TRIALISTS = reference(
    "article-journal",
    "Effects of chemotherapy and hormonal therapy for early breast cancer on recurrence and 15-year survival: an overview of the randomised trials",
    author=people(EBCTCG),
    container_title="Lancet",
    issued="2005",
    volume="365",
    issue="9472",
    page="1687-1717",
    doi="10.1016/S0140-6736(05)66544-0",
)
AHMED = reference(
    "article-journal",
    "Communicating risk",
    author=people("Ahmed, H.", "Naik, G.", "Willoughby, H.", "Edwards, A. G. K."),
    container_title="BMJ",
    issued="2012-06-18",
    volume="344",
    number="e3996",
    doi="10.1136/bmj.e3996",
)
TREVENA = reference(
    "article-journal",
    "Presenting quantitative information about decision outcomes: a risk communication primer for patient decision aid developers",
    author=people(
        "Trevena, L. J.",
        "Zikmund-Fisher, B. J.",
        "Edwards, A.",
        "Gaissmaier, W.",
        "Galesic, M.",
        "Han, P. K.",
        "King, J.",
        "Lawson, M. L.",
    ),
    container_title_short="BMC Med Inform Decis Mak",
    issued="2013",
    volume="13",
    supplement="2",
    number="S7",
    doi="10.1186/1472-6947-13-S2-S7",
)
SIEGEL = reference(
    "article-journal",
    "Antineoplastic therapy administration safety standards for adult and pediatric oncology: ASCO-ONS standards",
    author=people(
        "Siegel, R. D.",
        "LeFebvre, K. B.",
        "Temin, S.",
        "Evers, A.",
        "Barbarotta, L.",
        "Bowman, R. M.",
        "Chan, A.",
        "Dougherty, D. W.",
    ),
    container_title_short="Oncol Nurs Forum",
    issued="2024",
    volume="51",
    issue="4",
    page="297-320",
    doi="10.1188/24.ONF.297-320",
)
DOAK = reference(
    "book",
    "Teaching patients with low literacy skills",
    author=people("Doak, C. C.", "Doak, L. G.", "Root, J. H."),
    edition="2",
    publisher="J.B. Lippincott",
    publisher_place="Philadelphia",
    issued="1996",
)
MELTZER = reference(
    "chapter",
    "Chromosome alterations in human solid tumors",
    author=people("Meltzer, P. S.", "Kallioniemi, A.", "Trent, J. M."),
    editor=people("Vogelstein, B.", "Kinzler, K. W."),
    container_title="The genetic basis of human cancer",
    publisher="McGraw-Hill",
    publisher_place="New York",
    issued="2002",
    page="93-113",
)
SHARED_DECISIONS = reference(
    "guideline",
    "Shared decision making",
    author=people(NICE),
    publisher=NICE,
    publisher_place="London",
    issued="2021-06-17",
    accessed="2026-11-22",
    genre="NICE guideline",
    number="NG197",
    url="https://www.nice.org.uk/guidance/ng197",
)
PEMAT = reference(
    "report",
    "The Patient Education Materials Assessment Tool (PEMAT) and user's guide",
    author=people("Shoemaker, S. J.", "Wolf, M. S.", "Brach, C."),
    publisher="Agency for Healthcare Research and Quality (US)",
    publisher_place="Rockville (MD)",
    issued="2013-11",
    genre="AHRQ publication",
    number="14-0002-EF",
)
PEMAT_READ_ONLINE = replace(
    PEMAT,
    url=At("https://www.ahrq.gov/health-literacy/patient-education/pemat.html", SPAN),
    accessed=SHARED_DECISIONS.accessed,
)
PEMAT_WITH_CONTRACT = replace(PEMAT, number="14-0002-EF. Contract No.: HHSA290200900012I, TO 4")

NLM = [
    (
        CHARNOCK,
        (
            "Charnock D, Shepperd S, Needham G, Gann R. DISCERN: an instrument for judging the quality of written consumer health "
            "information on treatment choices. J Epidemiol Community Health. 1999 Feb;53(2):105-11. doi:\u00a010.1136/jech.53.2.105."
        ),
    ),
    (
        SPARANO,
        (
            "Sparano JA, Gray RJ, Makower DF, Pritchard KI, Albain KS, Hayes DF, et al. Adjuvant chemotherapy guided by a 21-gene "
            "expression assay in breast cancer. N Engl J Med. 2018 Jul 12;379(2):111-21. doi:\u00a010.1056/NEJMoa1804710. PubMed PMID: "
            "29860917; PubMed Central PMCID: PMC6172658."
        ),
    ),
    (
        TRIALISTS,
        (
            "Early Breast Cancer Trialists' Collaborative Group (EBCTCG). Effects of chemotherapy and hormonal therapy for early breast "
            "cancer on recurrence and 15-year survival: an overview of the randomised trials. Lancet. 2005;365(9472):1687-717. doi:\u00a0"
            "10.1016/S0140-6736(05)66544-0."
        ),
    ),
    (
        AHMED,
        "Ahmed H, Naik G, Willoughby H, Edwards AG. Communicating risk. BMJ. 2012 Jun 18;344:e3996. doi:\u00a010.1136/bmj.e3996.",
    ),
    (
        TREVENA,
        (
            "Trevena LJ, Zikmund-Fisher BJ, Edwards A, Gaissmaier W, Galesic M, Han PK, et al. Presenting quantitative information about "
            "decision outcomes: a risk communication primer for patient decision aid developers. BMC Med Inform Decis Mak. 2013;13 Suppl "
            "2:S7. doi:\u00a010.1186/1472-6947-13-S2-S7."
        ),
    ),
    (
        SIEGEL,
        (
            "Siegel RD, LeFebvre KB, Temin S, Evers A, Barbarotta L, Bowman RM, et al. Antineoplastic therapy administration safety "
            "standards for adult and pediatric oncology: ASCO-ONS standards. Oncol Nurs Forum. 2024;51(4):297-320. doi:\u00a0"
            "10.1188/24.ONF.297-320."
        ),
    ),
    (
        DOAK,
        "Doak CC, Doak LG, Root JH. Teaching patients with low literacy skills. 2nd ed. Philadelphia: J.B. Lippincott; 1996.",
    ),
    (
        MELTZER,
        (
            "Meltzer PS, Kallioniemi A, Trent JM. Chromosome alterations in human solid tumors. In: Vogelstein B, Kinzler KW, editors. The "
            "genetic basis of human cancer. New York: McGraw-Hill; 2002. p. 93-113."
        ),
    ),
    (
        SHARED_DECISIONS,
        (
            "National Institute for Health and Care Excellence. Shared decision making [Internet]. London: National Institute for Health "
            "and Care Excellence; 2021 Jun 17 [cited 2026 Nov 22]. (NICE guideline; NG197). Available from: "
            "https://www.nice.org.uk/guidance/ng197"
        ),
    ),
    (
        PEMAT_WITH_CONTRACT,
        (
            "Shoemaker SJ, Wolf MS, Brach C. The Patient Education Materials Assessment Tool (PEMAT) and user's guide. Rockville (MD): "
            "Agency for Healthcare Research and Quality (US); 2013 Nov. AHRQ Publication No.: 14-0002-EF. Contract No.: "
            "HHSA290200900012I, TO 4."
        ),
    ),
]
AMA = [
    (
        CHARNOCK,
        (
            "Charnock D, Shepperd S, Needham G, Gann R. DISCERN: an instrument for judging the quality of written consumer health "
            "information on treatment choices. *J Epidemiol Community Health*. 1999;53(2):105-111. doi:10.1136/jech.53.2.105"
        ),
    ),
    (
        SPARANO,
        (
            "Sparano JA, Gray RJ, Makower DF, et al. Adjuvant chemotherapy guided by a 21-gene expression assay in breast cancer. "
            "*N Engl J Med*. 2018;379(2):111-121. doi:10.1056/NEJMoa1804710"
        ),
    ),
    (
        TRIALISTS,
        (
            "Early Breast Cancer Trialists' Collaborative Group (EBCTCG). Effects of chemotherapy and hormonal therapy for early breast "
            "cancer on recurrence and 15-year survival: an overview of the randomised trials. *Lancet*. 2005;365(9472):1687-1717. "
            "doi:10.1016/S0140-6736(05)66544-0"
        ),
    ),
    (
        AHMED,
        "Ahmed H, Naik G, Willoughby H, Edwards AGK. Communicating risk. *BMJ*. 2012;344:e3996. doi:10.1136/bmj.e3996",
    ),
    (
        TREVENA,
        (
            "Trevena LJ, Zikmund-Fisher BJ, Edwards A, et al. Presenting quantitative information about decision outcomes: a risk "
            "communication primer for patient decision aid developers. *BMC Med Inform Decis Mak*. 2013;13(suppl 2):S7. "
            "doi:10.1186/1472-6947-13-S2-S7"
        ),
    ),
    (
        SIEGEL,
        (
            "Siegel RD, LeFebvre KB, Temin S, et al. Antineoplastic therapy administration safety standards for adult and pediatric "
            "oncology: ASCO-ONS standards. *Oncol Nurs Forum*. 2024;51(4):297-320. doi:10.1188/24.ONF.297-320"
        ),
    ),
    (DOAK, "Doak CC, Doak LG, Root JH. *Teaching Patients With Low Literacy Skills*. 2nd ed. JB Lippincott; 1996."),
    (
        MELTZER,
        (
            "Meltzer PS, Kallioniemi A, Trent JM. Chromosome alterations in human solid tumors. In: Vogelstein B, Kinzler KW, eds. *The "
            "Genetic Basis of Human Cancer*. McGraw-Hill; 2002:93-113."
        ),
    ),
    (
        SHARED_DECISIONS,
        (
            "National Institute for Health and Care Excellence. Shared decision making. NICE guideline NG197. Published June 17, 2021. "
            "Accessed November 22, 2026. https://www.nice.org.uk/guidance/ng197"
        ),
    ),
    (
        PEMAT_READ_ONLINE,
        (
            "Shoemaker SJ, Wolf MS, Brach C. *The Patient Education Materials Assessment Tool (PEMAT) and User's Guide*. Agency for "
            "Healthcare Research and Quality; 2013. AHRQ publication 14-0002-EF. Accessed November 22, 2026. "
            "https://www.ahrq.gov/health-literacy/patient-education/pemat.html"
        ),
    ),
]


def test_ten_pairs_are_here() -> None:
    assert len(NLM) == len(AMA) == 10


@pytest.mark.parametrize(("entry", "expected"), NLM)
def test_nlm(entry: Reference, expected: str) -> None:
    assert marked(format_reference(entry, style="nlm")) == expected


@pytest.mark.parametrize(("entry", "expected"), AMA)
def test_ama(entry: Reference, expected: str) -> None:
    assert marked(format_reference(entry, style="ama")) == expected
