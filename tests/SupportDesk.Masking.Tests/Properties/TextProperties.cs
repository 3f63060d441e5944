using System.Text;
using FsCheck.Fluent;
using SupportDesk.Masking.Tests.Annotated;

namespace SupportDesk.Masking.Tests.Properties;

/// <summary>What holds for every text, whatever it is.</summary>
public sealed class TextProperties
{
    [Fact]
    public void Mask_TextWithoutSecrets_ChangesNotAByte() =>
        Check.Equal(from text in HarmlessText.Any from encoding in Gen.Elements<SampleEncoding>([.. SampleEncoding.All]) select (text, encoding), x =>
            x.encoding.CanEncode(x.text) ? (x.text, x.encoding.Decode(Masking.Run(x.encoding.Encode(x.text)))) : ("", ""), 4000);

    [Fact]
    public void Mask_TextWithoutPersonalData_ChangesNotAByte() => Check.Equal(HarmlessText.Impersonal, text => (text, Run(text, PersonalData.All)), 4000);

    [Fact]
    public void Mask_Twice_GivesTheSame() =>
        Check.Equal(Fragments.Case, x => Run(x.Text, x.Personal) is var once ? (once, Run(once, x.Personal)) : default, 4000);

    [Fact]
    public void Mask_AnyCuts_GivesTheSame() =>
        Check.ForAll(from x in Fragments.Case from seed in Gen.Choose(0, 100_000) select (x.Text, x.Personal, seed), x =>
        {
            var input = Encoding.UTF8.GetBytes(x.Text + new string('-', x.seed % 1500) + x.Text);
            return AreSameAtAnyCut(input, x.Personal, x.seed);
        });

    [Fact]
    public void Mask_AnyBytes_GivesTheSameAtAnyCut() =>
        Check.ForAll(
            from bytes in Fragments.Bytes
            from seed in Gen.Choose(0, 100_000)
            select (bytes, seed),
            x => AreSameAtAnyCut(x.bytes, PersonalData.All, x.seed)
        );

    [Fact]
    public void Mask_Utf16_HidesWhatItHidesInUtf8() =>
        Check.Equal(
            from text in Fragments.Text
            from big in Gen.Elements(true, false)
            select (text, encoding: SampleEncoding.Of(big ? "utf-16be-bom" : "utf-16le-bom")),
            x => (Masking.Run(x.text), x.encoding.Decode(Masking.Run(x.encoding.Encode(x.text))))
        );

    [Fact]
    public void MaskText_AnyText_GivesWhatTheStreamGives() =>
        Check.Equal(Fragments.Text, text => (Masking.Run(text), MaskText.Mask(text)));

    [Fact]
    public void Report_AnyText_NamesEveryChange() =>
        Check.Equal(Fragments.Case, x =>
        {
            var masked = MaskText.Mask(x.Text, new MaskingOptions { Personal = x.Personal }, out var report);
            return (Rebuild(x.Text, masked, report.Findings.OrderBy(finding => finding.Offset)), masked);
        }, 2000);

    // The input with each finding replaced; what stands in the output instead of a base64 chunk is taken over.
    private static string Rebuild(string text, string masked, IEnumerable<Finding> findings)
    {
        var rebuilt = new StringBuilder();
        var at = 0;
        foreach (var finding in findings)
        {
            if (finding.Offset < at)
                return $"{finding} begins before the end of the one before it at {at} in {text}";
            rebuilt.Append(text, at, (int)finding.Offset - at);
            at = (int)finding.Offset + finding.Length;
            var secret = text[(int)finding.Offset..at];
            rebuilt.Append(finding.Rule == "pan-base64" ? masked.AsSpan(rebuilt.Length, finding.Length) : Replacement.Of(finding.Kind, secret));
        }

        return rebuilt.Append(text, at, text.Length - at).ToString();
    }

    private static string Run(string text, PersonalData personal) =>
        Encoding.UTF8.GetString(Masking.Run(Encoding.UTF8.GetBytes(text), new Masker(new MaskingOptions { Personal = personal }), _ => 4096, 4096));

    private static bool AreSameAtAnyCut(byte[] input, PersonalData personal, int seed)
    {
        var options = new MaskingOptions { Personal = personal };
        var whole = Masking.Run(input, new Masker(options), _ => input.Length, 4096);
        var random = new Random(seed);
        return whole.AsSpan().SequenceEqual(Masking.Run(input, new Masker(options), _ => random.Next(1, 700), 300))
            && whole.AsSpan().SequenceEqual(Masking.Run(input, new Masker(options, Masker.SmallestWindow, TextEncoding.Detect), _ => random.Next(1, 9), 7))
            && (seed % 4 != 0 || whole.AsSpan().SequenceEqual(Masking.Run(input, new Masker(options), _ => 1, 1)));
    }
}
