namespace SupportDesk.Mail;

/// <summary>The tag and the command are clear, and the mechanism of <c>AUTHENTICATE</c>, RFC 3501 section 6.2.</summary>
internal sealed class ImapAuthenticationSecretDetector : AuthenticationSecretDetector
{
    private protected override int ClearWordsAfter(string word, int clearWords) =>
        word.Equals("AUTHENTICATE", StringComparison.OrdinalIgnoreCase) ? 1 : clearWords;
}
