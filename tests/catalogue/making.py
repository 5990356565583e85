"""A whole catalogue as small as one can be, in files of its own, for the checks to be tried on."""

from collections.abc import Mapping
from pathlib import Path

SMALL = {
    "benches.csv": "code,name,stat_min,urgent_min,routine_min,note\nCHEM,Biochemistry,45,90,240,\n",
    "choices.csv": "set,code,text,abnormal,key\nposneg,NEG,Negative,no,n\nposneg,POS,Positive,yes,p\n",
    "containers.csv": (
        "code,name,cap,draw_order,volume_ul,specimen,irreplaceable,within_min\n"
        "SST,Serum tube,yellow,4,5000,Serum,no,\nCSST,Serum micro tube,yellow,15,500,Serum,no,\n"
        "GAS,Syringe,none,8,2000,Arterial blood,no,30\n"
    ),
    "delta.csv": (
        "test,absolute,percent,per_day,within_days,holds,usual,source,approved_by,note\n"
        "K,1.5,,no,7,no,10,a hospital,,\n"
    ),
    "hours.csv": (
        "bench,days,from,to,source,approved_by,note\nCHEM,mon-fri,08:00,16:00,the hospital,,\n"
        "CHEM,sat,20:00,06:00,the hospital,,\nCHEM,2026-12-24,08:00,12:00,the hospital,,\n"
        ",2026-12-25;2027-01-26,,,the hospital,,Christmas; Republic Day\n"
    ),
    "limits.csv": (
        "test,kind,sex,from_age,to_age,low,high,unit,source,approved_by,note\n"
        "K,range,,0 d,,3.5,5.1,mmol/L,book,,\n"
    ),
    "marks.csv": (
        "test,mark,minute,load,tolerance_min,note\nGLUF,fasting,0,,,\nGLU2H,,120,75 g glucose,5,\n"
    ),
    "panels.csv": "code,name,aliases,tests,loinc\nELEC,Electrolytes,,NA;K,24326-1\nGTT,Glucose tolerance,,GLUF;GLU2H,\n",
    "presets.csv": "code,name,items\nyellow,Yellow form,ELEC;HIV\n",
    "priorities.csv": (
        "code,name,head_start_min,provisional,deliver_min\n"
        "stat,STAT,20160,yes,30\nurgent,Urgent,720,yes,0\nroutine,Routine,0,no,0\n"
    ),
    "release.csv": "test,sensitive,provisional,assays,words,source,note\nHIV,yes,no,2,,book,\n",
    "reasons.csv": "code,text,use\nCLOTTED,Clotted,reject\nICTERIC,Icteric,condition\nTWICE,Ordered twice,cancel\n",
    "settings.csv": "code,value,note\nbarcode,relabel,\n",
    "small.csv": "container,below,small,mark,note\nSST,1 y,CSST,capillary,\n",
    "stability.csv": "test,hours,source,approved_by,note\nK,2,a hospital,,\n",
    "tests.csv": (
        "code,name,aliases,loinc,kind,decimals,choices,specimen,container,volume_ul,own_tube,bench,section,"
        "source,approved_by,note\n"
        "NA,Sodium,,2951-2,numeric,0,,Serum,SST,300,no,CHEM,Biochemistry,book,,\n"
        "K,Potassium,kalium;K+,2823-3,numeric,1,,Serum,SST,300,no,CHEM,Biochemistry,book,,\n"
        "HIV,HIV rapid test,,68961-2,choice,0,posneg,Serum,SST,300,no,CHEM,Serology,book,,\n"
        "GLUF,Glucose fasting,,1558-6,text,0,,Serum,SST,300,yes,CHEM,Biochemistry,book,,\n"
        "GLU2H,Glucose 2 h,,1518-0,text,0,,Serum,SST,300,yes,CHEM,Biochemistry,book,,\n"
        "BT,Bleeding time,,,text,0,,Patient,,,no,CHEM,Coagulation,book,,\n"
    ),
    "units.csv": (
        "test,ucum,shown,factor,source\nNA,mmol/L,mmol/L,1,\nNA,meq/L,mEq/L,1,\n"
        "K,mmol/L,mmol/L,1,\nK,mg/dL,mg/dL,0.25577,molar mass 39.098 g/mol\n"
    ),
    "verify.csv": (
        "of,name,steps,auto,source,approved_by,note\n"
        "section,Biochemistry,2,no,book,,\ntest,K,1,asked,book,Dr Rao,\n"
    ),
}


def small(folder: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Writes the small catalogue, with some files changed, and returns its folder."""
    for name, text in {**SMALL, **(changed or {})}.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def limits(*rows: str) -> dict[str, str]:
    """limits.csv with these rows of ``kind,sex,from,to,low,high`` for potassium."""
    header = SMALL["limits.csv"].splitlines()[0]
    return {"limits.csv": "\n".join([header, *(f"K,{row},mmol/L,book,," for row in rows)]) + "\n"}
