#include "script_tokens.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::string_view kLiteral = "\"";

bool IsWordStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view source) : source_(source) {}

  std::vector<ScriptToken> Run() {
    while (at_ < source_.size()) Step();
    return std::move(tokens_);
  }

 private:
  void Step() {
    const char c = source_[at_];
    if (c == '\n') {
      ++line_;
      ++at_;
    } else if (IsWordStart(c)) {
      const std::size_t begin = at_;
      while (at_ < source_.size() && (IsWordStart(source_[at_]) || IsDigit(source_[at_]))) ++at_;
      Add(ScriptToken::Kind::kWord, source_.substr(begin, at_ - begin));
    } else if (source_.substr(at_, 2) == "//") {
      while (at_ < source_.size() && source_[at_] != '\n') ++at_;
    } else if (source_.substr(at_, 2) == "/*") {
      SkipComment();
    } else if (c == '"' || c == '\'') {
      SkipQuoted(c);
    } else if (c == '/' && MayBeginPattern()) {
      SkipPattern();
    } else {
      if (c != ' ' && c != '\t' && c != '\r') Add(ScriptToken::Kind::kSign, source_.substr(at_, 1));
      ++at_;
    }
  }

  void Add(ScriptToken::Kind kind, std::string_view text) { tokens_.push_back({kind, text, line_}); }

  void SkipComment() {
    const std::size_t end = source_.find("*/", at_ + 2);
    const std::size_t stop = end == std::string_view::npos ? source_.size() : end + 2;
    for (; at_ < stop; ++at_) line_ += source_[at_] == '\n' ? 1 : 0;
  }

  void SkipQuoted(char quote) {
    Add(ScriptToken::Kind::kSign, kLiteral);
    for (++at_; at_ < source_.size() && source_[at_] != quote; ++at_) {
      if (source_[at_] == '\n') return;
      if (source_[at_] == '\\' && at_ + 1 < source_.size()) line_ += source_[++at_] == '\n' ? 1 : 0;
    }
    if (at_ < source_.size()) ++at_;
  }

  // A slash divides behind a value and begins a regular expression everywhere else.
  [[nodiscard]] bool MayBeginPattern() const {
    if (tokens_.empty()) return true;
    const ScriptToken& last = tokens_.back();
    if (last.kind == ScriptToken::Kind::kWord) return last.text == "return" || last.text == "typeof";
    return last.text != ")" && last.text != "]" && last.text != kLiteral && !IsDigit(last.text.front());
  }

  void SkipPattern() {
    Add(ScriptToken::Kind::kSign, kLiteral);
    bool in_class = false;
    for (++at_; at_ < source_.size() && source_[at_] != '\n'; ++at_) {
      const char c = source_[at_];
      if (c == '\\') {
        ++at_;
      } else if (c == '[') {
        in_class = true;
      } else if (c == ']') {
        in_class = false;
      } else if (c == '/' && !in_class) {
        ++at_;
        return;
      }
    }
  }

  std::string_view source_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::vector<ScriptToken> tokens_;
};

}  // namespace

std::vector<ScriptToken> TokensOf(std::string_view source) { return Tokenizer(source).Run(); }

}  // namespace authtree::inline v0::nodes
