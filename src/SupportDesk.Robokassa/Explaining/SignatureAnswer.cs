namespace SupportDesk.Robokassa.Explaining;

/// <summary>Whether a signature could be explained.</summary>
public enum SignatureVerdict
{
    /// <summary>It is right.</summary>
    Match = 0,

    /// <summary>It is wrong, and it is known why.</summary>
    Mistake = 1,

    /// <summary>None of the usual mistakes gives it.</summary>
    Unexplained = 2,
}

/// <summary>Mistakes that shops make. <see cref="SignatureMistakes.CodeOf"/> gives their names.</summary>
public enum SignatureMistake
{
    /// <summary>Password #1 in place of #2.</summary>
    Password1Used,

    /// <summary>Password #2 in place of #1.</summary>
    Password2Used,

    /// <summary>A test password for a live payment.</summary>
    TestPasswordUsed,

    /// <summary>A live password for a test payment.</summary>
    LivePasswordUsed,

    /// <summary>A blank or a line end beside the password.</summary>
    Whitespace,

    /// <summary>The password with its capital and small letters exchanged, or all of one kind.</summary>
    PasswordCase,

    /// <summary>Another algorithm than the shop has chosen.</summary>
    Algorithm,

    /// <summary>The amount was signed in another spelling than it was sent.</summary>
    OutSumFormat,

    /// <summary>The slot of the number: left out, emptied, or filled with 0.</summary>
    InvIdSlot,

    /// <summary>One of the shop's own parameters, or all of them, were not signed.</summary>
    ShpMissing,

    /// <summary>The shop's own parameters were signed in no alphabetical order.</summary>
    ShpOrder,

    /// <summary>Their names were signed in another case than they were sent.</summary>
    ShpNameCase,

    /// <summary>Their values were signed encoded and sent plain, or the other way round.</summary>
    ShpValueEncoding,

    /// <summary>The receipt was signed in another encoding than it was sent.</summary>
    ReceiptEncoding,

    /// <summary>The receipt was not signed.</summary>
    ReceiptMissing,

    /// <summary>An address was signed in another encoding than it was sent.</summary>
    Url2Encoding,

    /// <summary>A field was signed that is never signed.</summary>
    ExtraFieldSigned,

    /// <summary>A colon behind the last part.</summary>
    TrailingColon,

    /// <summary>A blank in or beside the shop's login.</summary>
    LoginWhitespace,

    /// <summary>A field that is signed when it is sent was sent and not signed.</summary>
    ModifierMissing,

    /// <summary>A parameter whose name does not begin with Shp_ was signed behind the password, as the shop's own ones are.</summary>
    OwnParameterWithoutShp,

    /// <summary>The receipt was signed in another spelling of JSON than it was sent.</summary>
    ReceiptSpelling,

    /// <summary>The signature of a payment link, with login and password #1, where that of a notification belongs.</summary>
    LinkSignature,

    /// <summary>Parts were joined by something else than a colon alone.</summary>
    Separator,

    /// <summary>The text was signed in windows-1251 and not in UTF-8.</summary>
    Charset,

    /// <summary>The password was empty, or the word of a language for nothing: undefined, None, null.</summary>
    PasswordEmpty,

    /// <summary>A parameter was signed as the shop's own and sent without Shp_ in its name.</summary>
    ShpNotSent,

    /// <summary>Number and sum in each other's place, or the shop's own parameters before the password.</summary>
    PartOrder,

    /// <summary>The shop's login was signed in another case than it was sent.</summary>
    LoginCase,
}

/// <summary>What is known of a signature.</summary>
/// <param name="Verdict">Whether it is right, wrong for a known reason, or unexplained.</param>
/// <param name="Kind">What was signed.</param>
/// <param name="Algorithm">The algorithm of the right signature; null if it could not be told.</param>
/// <param name="Mistakes">Why it is wrong, as few as explain it.</param>
/// <param name="BaseString">What has to be signed, with a word in place of the password.</param>
/// <param name="Expected">The right signature in lower case; null if the password for it is not known.</param>
/// <param name="Tried">How many digests were compared.</param>
public sealed record SignatureAnswer(
    SignatureVerdict Verdict,
    SignedKind Kind,
    SignatureAlgorithm? Algorithm,
    IReadOnlyList<SignatureMistake> Mistakes,
    string BaseString,
    string? Expected,
    int Tried
)
{
    /// <summary>What was signed to get the received signature, with a word in place of the password; null if it is unexplained.</summary>
    public string? SignedString { get; init; }

    /// <summary>The word in place of the password in <see cref="SignedString"/>, without its brackets.</summary>
    public string? SignedPasswordName { get; init; }

    /// <summary>The word in place of the password in <see cref="BaseString"/>, without its brackets.</summary>
    public required string PasswordName { get; init; }

    /// <summary>What makes the payment fail, whatever its signature is.</summary>
    public IReadOnlyList<SignatureCaution> Cautions { get; init; } = [];

    /// <summary>The algorithm of the received signature; null if it is unexplained.</summary>
    public SignatureAlgorithm? SignedAlgorithm { get; init; }

    /// <summary>Names of what has to be signed, in its order: fields, <c>Password1</c> or <c>Password2</c>, the shop's own parameters.</summary>
    public required IReadOnlyList<string> Parts { get; init; }
}

/// <summary>Names of mistakes for programs.</summary>
public static class SignatureMistakes
{
    /// <summary>Such as <c>shp-order</c>; never changes.</summary>
    /// <param name="mistake">The mistake.</param>
    public static string CodeOf(SignatureMistake mistake) => mistake switch
    {
        SignatureMistake.Password1Used => "password1-used",
        SignatureMistake.Password2Used => "password2-used",
        SignatureMistake.TestPasswordUsed => "test-password-used",
        SignatureMistake.LivePasswordUsed => "live-password-used",
        SignatureMistake.Whitespace => "whitespace",
        SignatureMistake.PasswordCase => "password-case",
        SignatureMistake.Algorithm => "algorithm",
        SignatureMistake.OutSumFormat => "outsum-format",
        SignatureMistake.InvIdSlot => "invid-slot",
        SignatureMistake.ShpMissing => "shp-missing",
        SignatureMistake.ShpOrder => "shp-order",
        SignatureMistake.ShpNameCase => "shp-name-case",
        SignatureMistake.ShpValueEncoding => "shp-value-encoding",
        SignatureMistake.ReceiptEncoding => "receipt-encoding",
        SignatureMistake.ReceiptMissing => "receipt-missing",
        SignatureMistake.Url2Encoding => "url2-encoding",
        SignatureMistake.ExtraFieldSigned => "extra-field-signed",
        SignatureMistake.TrailingColon => "trailing-colon",
        SignatureMistake.LoginWhitespace => "login-whitespace",
        SignatureMistake.ModifierMissing => "modifier-missing",
        SignatureMistake.OwnParameterWithoutShp => "own-parameter-without-shp",
        SignatureMistake.ReceiptSpelling => "receipt-spelling",
        SignatureMistake.LinkSignature => "link-signature",
        SignatureMistake.Separator => "separator",
        SignatureMistake.Charset => "charset",
        SignatureMistake.PasswordEmpty => "password-empty",
        SignatureMistake.ShpNotSent => "shp-not-sent",
        SignatureMistake.PartOrder => "part-order",
        SignatureMistake.LoginCase => "login-case",
        _ => throw new ArgumentOutOfRangeException(nameof(mistake)),
    };
}
