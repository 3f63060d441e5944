namespace SupportDesk.Mail;

/// <summary>Finds names, passwords and tokens in what a client sends, so that a log can leave them out.</summary>
public interface IAuthenticationSecretDetector
{
    /// <summary>
    /// Finds the secrets in the next bytes of a client. Bytes come in their order and may be cut anywhere: what was seen before decides
    /// about what follows, so each byte is shown exactly once.
    /// </summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>Their places within <paramref name="buffer"/>, in rising order; empty when there are none.</returns>
    IList<AuthenticationSecret> DetectSecrets(byte[] buffer, int offset, int count);
}

/// <summary>The place of a secret, or of a piece of one, in a buffer.</summary>
public readonly record struct AuthenticationSecret
{
    /// <summary>Creates a place.</summary>
    /// <param name="startIndex">Index of its first byte in the buffer.</param>
    /// <param name="length">Its length in bytes.</param>
    public AuthenticationSecret(int startIndex, int length) => (StartIndex, Length) = (startIndex, length);

    /// <summary>Gets the index of its first byte in the buffer.</summary>
    public int StartIndex { get; }

    /// <summary>Gets its length in bytes.</summary>
    public int Length { get; }
}
