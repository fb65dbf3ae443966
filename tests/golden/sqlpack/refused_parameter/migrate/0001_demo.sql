CREATE TABLE thing (
    id       {id key},
    owner_id {id},
    name     {text} NOT NULL,
    color    {text},
    price    {decimal},
    sold     {bool} NOT NULL,
    secret   {text},
    made_on  {day} NOT NULL,
    version  {int} NOT NULL
);
CREATE TABLE bit (
    id       {id key},
    thing_id {id} NOT NULL REFERENCES thing (id),
    share    {weight} NOT NULL,
    made_at  {time} NOT NULL
);
