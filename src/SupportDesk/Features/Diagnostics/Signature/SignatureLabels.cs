using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Features.Diagnostics.Signature;

/// <summary>Names of what is known of a signature, for the screen.</summary>
internal static class SignatureLabels
{
    /// <summary>As the provider's cabinet writes it.</summary>
    public static string NameOf(SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.Md5 => "MD5",
        SignatureAlgorithm.Ripemd160 => "RIPEMD160",
        SignatureAlgorithm.Sha1 => "SHA1",
        SignatureAlgorithm.Sha256 => "SHA256",
        SignatureAlgorithm.Sha384 => "SHA384",
        _ => "SHA512",
    };

    public static string NameOf(CodeLanguage language) => language switch
    {
        CodeLanguage.Php => "PHP",
        CodeLanguage.CSharp => "C#",
        CodeLanguage.JavaScript => "Node.js",
        _ => "Python",
    };

    /// <summary>What stands before and behind the word in place of the password.</summary>
    public static (string Before, string After) Split(string baseString, string passwordName) =>
        baseString.Split($"[{passwordName}]", 2) is [var before, var after] ? (before, after) : (baseString, "");

    /// <summary>What the sources of the provider leave open; the answer says so.</summary>
    public static bool IsUncertain(SignatureMistake mistake) =>
        mistake is SignatureMistake.Url2Encoding or SignatureMistake.ReceiptEncoding or SignatureMistake.ShpValueEncoding or SignatureMistake.ShpOrder;
}
