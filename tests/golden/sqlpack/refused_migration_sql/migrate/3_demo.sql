CREATE TABLE thing (id {id key});

CREATE INDEX nowhere
    ON gadget (id);
