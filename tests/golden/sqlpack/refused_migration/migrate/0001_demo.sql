CREATE TABLE thing (
    id       {id key},
    name     {string},
    price    :price
);
-- engine: mysql
