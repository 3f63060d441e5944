using System.Text;

namespace SupportDesk.Robokassa.Explaining;

/// <summary>One way to have signed: the parts of a base string, each as it may have been.</summary>
internal sealed record Signed
{
    public required SignatureAlgorithm Algorithm { get; init; }

    public string? Password { get; init; }

    /// <summary>What is printed in its place.</summary>
    public required string PasswordName { get; init; }

    /// <summary>Null where it is not signed.</summary>
    public string? Login { get; init; }

    public required string OutSum { get; init; }

    /// <summary>Null for no slot at all.</summary>
    public string? Number { get; init; } = "";

    /// <summary>What stands between the number and the password, in its order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Modifiers { get; init; } = [];

    /// <summary>In the order in which they are signed.</summary>
    public IReadOnlyList<ShpParameter> Shp { get; init; } = [];

    /// <summary>The number stands before the sum.</summary>
    public bool IsNumberFirst { get; init; }

    /// <summary>The shop's own parameters stand before the password.</summary>
    public bool IsPasswordLast { get; init; }

    public bool EndsWithColon { get; init; }

    /// <summary>Stands between two parts.</summary>
    public string Separator { get; init; } = ":";

    public Encoding Charset { get; init; } = Encoding.UTF8;

    /// <summary>The base string with the password, as bytes.</summary>
    /// <returns>How many bytes were written; 0 when the place is too small.</returns>
    public int Write(Span<byte> place)
    {
        var (at, isFirst) = (0, true);
        var fits = (Login is null || Part(place, Login))
            && (!IsNumberFirst || Number is null || Part(place, Number)) && Part(place, OutSum) && (IsNumberFirst || Number is null || Part(place, Number));
        for (var i = 0; i < Modifiers.Count && fits; i++)
            fits = Part(place, Modifiers[i].Value);
        fits = fits && (IsPasswordLast || Part(place, Password!));
        for (var i = 0; i < Shp.Count && fits; i++)
            fits = Part(place, Shp[i].Name) && Text(place, "=") && Text(place, Shp[i].Value);
        fits = fits && (!IsPasswordLast || Part(place, Password!));
        return fits && (!EndsWithColon || Part(place, "")) ? at : 0;

        bool Part(Span<byte> target, string text)
        {
            var parted = isFirst || Text(target, Separator);
            isFirst = false;
            return parted && Text(target, text);
        }

        bool Text(Span<byte> target, string text)
        {
            if (!Charset.TryGetBytes(text, target[at..], out var written))
                return false;
            at += written;
            return true;
        }
    }

    public string HiddenBaseString => BaseString($"[{PasswordName}]");

    public string BaseString(string password) => string.Join(Separator,
    [
        .. Login is null ? [] : (string[])[Login],
        .. Number is null ? (string[])[OutSum] : IsNumberFirst ? [Number, OutSum] : [OutSum, Number],
        .. Modifiers.Select(field => field.Value),
        .. IsPasswordLast ? [.. Shp.Select(parameter => parameter.ToString()), password] : (string[])[password, .. Shp.Select(own => own.ToString())],
        .. EndsWithColon ? (string[])[""] : [],
    ]);
}

/// <summary>A mistake, or several that always come together, and what it does to the parts.</summary>
internal sealed record Variation(Func<Signed, Signed> Apply, params SignatureMistake[] Mistakes);
