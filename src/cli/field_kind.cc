#include "field_kind.h"

namespace authtree::inline v0::cli {

std::string KindName(FieldKind kind) {
  switch (kind) {
    case FieldKind::kText:
      return "text";
    case FieldKind::kInteger:
      return "integer";
    case FieldKind::kBoolean:
      return "true or false";
    case FieldKind::kChoice:
      return "choice";
    case FieldKind::kTextMap:
      return "map of texts";
    case FieldKind::kTextList:
      return "list of texts";
    case FieldKind::kChildren:
      return "list of child nodes";
    case FieldKind::kScript:
      return "script id";
  }
  return "text";
}

}  // namespace authtree::inline v0::cli
