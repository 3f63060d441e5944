namespace SupportDesk.Mail;

/// <summary><c>AUTH</c> and the mechanism are clear, RFC 4954 section 4.</summary>
internal sealed class SmtpAuthenticationSecretDetector : AuthenticationSecretDetector
{
    private protected override int ClearWordsAfter(string word, int clearWords) => clearWords;
}
