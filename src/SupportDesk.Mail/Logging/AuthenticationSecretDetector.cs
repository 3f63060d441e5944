using System.Text;

namespace SupportDesk.Mail;

/// <summary>
/// While a client says who it is, everything that it sends is secret, but for the first words of the command and for line ends. Nothing
/// depends on how the bytes are cut, and what is not understood counts as secret.
/// </summary>
internal abstract class AuthenticationSecretDetector : IAuthenticationSecretDetector
{
    private const int LongestWord = 20;
    private readonly StringBuilder _word = new();
    private int _clearWords;

    /// <summary>Set by the client for as long as the exchange lasts.</summary>
    internal bool IsAuthenticating
    {
        get;
        set
        {
            field = value;
            _clearWords = 2;
            _word.Clear();
        }
    }

    public IList<AuthenticationSecret> DetectSecrets(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        var secrets = new List<AuthenticationSecret>();
        if (!IsAuthenticating) return secrets;
        var start = -1;
        for (var i = offset; i < offset + count; i++)
        {
            if (IsSecret(buffer[i]))
            {
                if (start < 0) start = i;
                continue;
            }
            if (start >= 0) secrets.Add(new AuthenticationSecret(start, i - start));
            start = -1;
        }
        if (start >= 0) secrets.Add(new AuthenticationSecret(start, offset + count - start));
        return secrets;
    }

    /// <summary>How many words more are clear after this one.</summary>
    private protected abstract int ClearWordsAfter(string word, int clearWords);

    private bool IsSecret(byte b)
    {
        switch (b)
        {
            case (byte)'\r':
                return false;
            case (byte)'\n':
                // Only the command has clear words: answers and literals have none.
                _clearWords = 0;
                return false;
            case (byte)' ' when _clearWords > 0:
                _clearWords = ClearWordsAfter(_word.ToString(), _clearWords - 1);
                _word.Clear();
                return false;
            default:
                if (_clearWords == 0) return true;
                if (_word.Length < LongestWord) _word.Append((char)b);
                return false;
        }
    }
}
