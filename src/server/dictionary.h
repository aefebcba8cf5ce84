// ctemplate's dictionary: the values of one template.
#pragma once

// str_ref.h of ctemplate 2.4 calls strlen without declaring it.
#include <cstring>

#include <ctemplate/template_dictionary.h>
