#include "model/call.h"
#include "gen/access.h"
enum err grant_add(struct call *call, int64_t person_id, enum role role, struct maybe unit_id) MUST_USE;
