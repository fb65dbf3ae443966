CREATE TABLE far_thing (id {id key});
