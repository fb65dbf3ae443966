CREATE TABLE thing (
    id       {id key},
    owner_id {id} NOT NULL REFERENCES thing (id),
    name     {text},
    color    {int},
    cost     {decimal},
    sold     {bool} NOT NULL,
    secret   {text},
    made_on  {day} NOT NULL,
    version  {int} NOT NULL
);
CREATE TABLE gadget (id {id key});
