using System.Text;

namespace SupportDesk.Robokassa.Explaining;

/// <summary>Languages in which shops are written.</summary>
public enum CodeLanguage
{
    /// <summary>PHP.</summary>
    Php = 0,

    /// <summary>Python 3.</summary>
    Python = 1,

    /// <summary>JavaScript on Node.js.</summary>
    JavaScript = 2,

    /// <summary>C#.</summary>
    CSharp = 3,
}

/// <summary>Writes the line of a shop's program that computes a signature.</summary>
public static class SignatureCode
{
    /// <summary>One line, in which variables stand for the values and for the password. A number that is not sent is an empty text.</summary>
    /// <param name="language">The shop's language.</param>
    /// <param name="algorithm">The shop's algorithm.</param>
    /// <param name="parts">As <see cref="SignatureAnswer.Parts"/> names them.</param>
    public static string LineOf(CodeLanguage language, SignatureAlgorithm algorithm, IReadOnlyList<string> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var name = algorithm.ToString().ToLowerInvariant();
        return language switch
        {
            CodeLanguage.Php =>
                $"$signature = hash('{name}', implode(':', [{List(part => "$" + Snake(part), (part, variable) => $"'{part}=' . {variable}")}]));",
            CodeLanguage.Python =>
                $"signature = hashlib.new(\"{name}\", \":\".join([{List(Snake, (part, variable) => $"\"{part}=\" + {variable}")}])"
                + ".encode(\"utf-8\")).hexdigest()",
            CodeLanguage.JavaScript =>
                $"const signature = crypto.createHash(\"{name}\")"
                + $".update([{List(Camel, (part, variable) => $"\"{part}=\" + {variable}")}].join(\":\"), \"utf8\").digest(\"hex\");",
            CodeLanguage.CSharp =>
                $"var signature = Convert.ToHexStringLower({Digest(algorithm)}"
                + $"(Encoding.UTF8.GetBytes(string.Join(':', {List(Camel, (part, variable) => $"\"{part}=\" + {variable}")}))));",
            _ => throw new ArgumentOutOfRangeException(nameof(language)),
        };

        string List(Func<string, string> variable, Func<string, string, string> own) =>
            string.Join(", ", parts.Select(part => ShpParameter.IsName(part) ? own(part, variable(part)) : variable(part)));
    }

    // .NET itself has no RIPEMD-160.
    private static string Digest(SignatureAlgorithm algorithm) =>
        algorithm == SignatureAlgorithm.Ripemd160 ? "Ripemd160.HashData" : algorithm.ToString().ToUpperInvariant() + ".HashData";

    /// <summary>MerchantLogin becomes merchant_login, Shp_city becomes shp_city.</summary>
    private static string Snake(string part)
    {
        var text = new StringBuilder();
        foreach (var c in part)
        {
            if (char.IsUpper(c) && text.Length > 0 && char.IsLower(text[^1]))
                text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        // A shop that sends Shp_order and shp_ORDER has two variables of that name; that is for it to mend.
        return string.Concat(text.ToString().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
    }

    private static string Camel(string part)
    {
        var words = Snake(part).Split('_', StringSplitOptions.RemoveEmptyEntries);
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
