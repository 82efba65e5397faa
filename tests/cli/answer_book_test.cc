#include "answer_book.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Next(AnswerBook& book, std::string_view prompt) {
  const std::optional<Secret> answer = book.Next(prompt);
  return answer ? std::string(answer->Expose()) : "(none)";
}

TEST(AnswerBook, RefusesALineWithoutAPrompt) {
  AnswerBook book;
  Diagnostics diagnostics;
  book.AddLine("no equals sign", diagnostics);
  book.AddLine("=value", diagnostics);
  EXPECT_EQ(diagnostics.findings().size(), 2U);
}

TEST(AnswerBook, FindsEveryBadMemberOfAFile) {
  AnswerBook book;
  Diagnostics diagnostics;
  book.AddFile(R"({"a": 1, "b": ["x", 2], "c": [], "d": "fine"})", "answers.json", diagnostics);
  EXPECT_EQ(diagnostics.findings().size(), 3U);
  EXPECT_EQ(Next(book, "d"), "fine");
}

TEST(AnswerBook, SaysWhereAFileIsNotJson) {
  AnswerBook book;
  Diagnostics diagnostics;
  book.AddFile("{\n  \"a\" 1}", "answers.json", diagnostics);
  EXPECT_THAT(diagnostics.ToText(), HasSubstr("answers.json: line 2"));
}

TEST(AnswerBook, GivesAnAnswerEachTimeItsPromptReturns) {
  AnswerBook book;
  Diagnostics diagnostics;
  book.AddLine("User Name=jdoe", diagnostics);
  EXPECT_EQ(Next(book, "User Name"), "jdoe");
  EXPECT_EQ(Next(book, "user name"), "jdoe");
  EXPECT_EQ(Next(book, "Other"), "(none)");
}

TEST(AnswerBook, KeepsEqualsSignsOfTheValue) {
  AnswerBook book;
  Diagnostics diagnostics;
  book.AddLine("Password=a=b=", diagnostics);
  EXPECT_EQ(Next(book, "Password"), "a=b=");
}

TEST(AnswerBook, GivesSeveralAnswersInOrderAndThenTheLast) {
  AnswerBook book;
  Diagnostics diagnostics;
  book.AddFile(R"({"code": ["1", "2"]})", "answers.json", diagnostics);
  EXPECT_EQ(Next(book, "code"), "1");
  EXPECT_EQ(Next(book, "code"), "2");
  EXPECT_EQ(Next(book, "code"), "2");
}

TEST(AnswerBook, TellsPromptsApartByCaseWhenBothAreThere) {
  AnswerBook book;
  Diagnostics diagnostics;
  book.AddLine("code=lower", diagnostics);
  book.AddLine("Code=upper", diagnostics);
  EXPECT_EQ(Next(book, "Code"), "upper");
  EXPECT_EQ(Next(book, "code"), "lower");
}

TEST(AnswerBook, NamesAnswersThatWereNeverWanted) {
  AnswerBook book;
  Diagnostics diagnostics;
  book.AddLine("a=1", diagnostics);
  book.AddLine("b=2", diagnostics);
  Next(book, "a");
  EXPECT_THAT(book.Unused(), ElementsAre("b"));
}

}  // namespace
}  // namespace authtree::inline v0::cli
