from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("sqlite:///app.db")
maker = sessionmaker(engine)
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    done: Mapped[bool] = mapped_column(default=False)


def session():
    with maker() as s:
        yield s


Db = Annotated[Session, Depends(session)]


@app.post("/notes")
def create(text: str, db: Db):
    note = Note(text=text)
    db.add(note)
    db.commit()
    db.refresh(note)
    return {"id": note.id}


@app.patch("/notes/{note_id}")
def finish(note_id: int, db: Db):
    note = db.get(Note, note_id)
    if note is None:
        raise HTTPException(404)
    note.done = True
    db.commit()
    return {"done": note.done}
