-- A {brace} in a comment, and a ? and a :name.
CREATE TABLE thing (
    id       {id key},
    owner_id {id} REFERENCES thing (id),
    name     {text} NOT NULL CHECK (name <> '{text}'),
    color    {text},
    price    {decimal},
    sold     {bool} NOT NULL,
    secret   {text},
    made_on  {day} NOT NULL,
    version  {int} NOT NULL
);
