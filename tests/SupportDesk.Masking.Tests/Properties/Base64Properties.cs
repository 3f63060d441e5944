using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Masking.Tests.Properties;

/// <summary>No card number survives in a base64 chunk of 24 characters or more, and the rest of the chunk stays.</summary>
public sealed class Base64Properties
{
    private const int Shortest = 24;

    private static readonly (string Before, string After)[] Places =
    [
        ("", ""),
        ("body=", "&x=1"),
        ("{\"data\":\"", "\"}"),
        ("<Data>", "</Data>"),
        ("Content-Transfer-Encoding: base64\n\n", "\n\n--end"),
        ("1;", ";2\n"),
        ("raw: ", ", next"),
    ];

    private static Gen<string> Filler { get; } =
        from words in Gen.ListOf(Gen.Elements("pay ", "{\"pan\":\"", "сумма ", "card=", "\n", "<a>", " - ", "x", "ок, ", "InvId ", "; "))
        select string.Concat(words);

    [Fact]
    public void Mask_NumberInAChunk_IsHiddenInItsText() => Holds(Convert.ToBase64String, text => Convert.FromBase64String(text));

    [Fact]
    public void Mask_NumberInAUrlSafeChunk_IsHiddenInItsText() => Holds(
        bytes => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        text => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=')));

    [Fact]
    public void Mask_NumberInLinesOf76_IsHiddenInItsText() => Holds(
        bytes => string.Join("\r\n", Convert.ToBase64String(bytes).Chunk(76).Select(line => new string(line))), Convert.FromBase64String);

    [Fact]
    public void Mask_ChunkWithoutANumber_Stays() =>
        Check.Equal(from filler in Filler from place in Gen.Elements(Places) select (filler, place), x =>
        {
            var text = x.place.Before + Convert.ToBase64String(Encoding.UTF8.GetBytes(x.filler)) + x.place.After;
            return (text, Masking.Run(text));
        });

    private static void Holds(Func<byte[], string> encode, Func<string, byte[]> decode) =>
        Check.Equal(
            from number in CardNumbers.Any
            from before in Filler
            from after in Filler
            from place in Gen.Elements(Places)
            from separator in Gen.Elements("", " ", "-")
            select (number, before, after, place, separator),
            x =>
            {
                string Text(string digits) => x.before + Disguises.Grouped(digits, 4, x.separator) + (x.after.Length > 0 ? "," : "") + x.after;
                var chunk = encode(Encoding.UTF8.GetBytes(Text(x.number)));
                if (chunk.Length < Shortest)
                    return ("", "");
                var masked = Masking.Run(x.place.Before + chunk + x.place.After);
                var inside = masked[x.place.Before.Length..^x.place.After.Length];
                var hidden = x.place.Before + Text(new string('*', x.number.Length - 4) + x.number[^4..]) + x.place.After;
                return (hidden, x.place.Before + Encoding.UTF8.GetString(decode(inside)) + x.place.After);
            });
}
