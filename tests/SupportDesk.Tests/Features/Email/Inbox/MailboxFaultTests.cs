using SupportDesk.Features.Email.Inbox;

namespace SupportDesk.Tests.Features.Email.Inbox;

public sealed class MailboxFaultTests
{
    [Theory]
    [InlineData("Authentication failed.", MailboxFault.Refused)]
    [InlineData("AUTHENTICATE: [AUTHENTICATIONFAILED] Invalid credentials", MailboxFault.Refused)]
    [InlineData("Name or service not known", MailboxFault.Name)]
    [InlineData("Connection refused", MailboxFault.NoAnswer)]
    [InlineData("The operation has timed out.", MailboxFault.NoAnswer)]
    [InlineData("An error occurred while attempting to establish an SSL or TLS connection.", MailboxFault.Encryption)]
    [InlineData("Access to the path '/mail/in' is denied.", MailboxFault.Folder)]
    [InlineData("The mail server has numbered the e-mails anew.", MailboxFault.Other)]
    public void Of_WordsOfServersAndLibraries_NamesWhatCanBeDone(string words, MailboxFault fault) => Assert.Equal(fault, MailboxFaults.Of(words));
}
