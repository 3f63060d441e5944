using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Tests.Features.Email.Matching;

public sealed class AutomaticMailTests
{
    [Theory]
    [InlineData("Auto-Submitted", "auto-replied", true)]
    [InlineData("Auto-Submitted", "auto-generated; type=x", true)]
    [InlineData("Auto-Submitted", "no", false)]
    [InlineData("Precedence", "bulk", true)]
    [InlineData("Precedence", "first-class", false)]
    [InlineData("Return-Path", "<>", true)]
    [InlineData("Return-Path", "<anna@mail.ru>", false)]
    [InlineData("X-Autoreply", "yes", true)]
    [InlineData("List-Id", "<news.example>", true)]
    [InlineData("X-Mailer", "auto", false)]
    public void T27_Is_MarksOfMachines_AreKnown(string name, string value, bool expected) => Assert.Equal(expected,
        AutomaticMail.Is(new EmailFacts { FromAddress = "anna@mail.ru", Headers = [new HeaderField(name, value)] }));

    [Theory]
    [InlineData("MAILER-DAEMON@mx.example", "Undelivered", true)]
    [InlineData("anna@mail.ru", "Автоответ: в отпуске", true)]
    [InlineData("noreply@rk.example.ru", "Ответ поддержки", false)]
    public void Is_SenderAndSubject_AreKnown(string from, string subject, bool expected) =>
        Assert.Equal(expected, AutomaticMail.Is(new EmailFacts { FromAddress = from, Subject = subject }));
}
