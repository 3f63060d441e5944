using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Masking.Tests.Properties;

public sealed class MaskingProperties
{
    [Fact]
    public void Mask_NumberInAnyPlace_KeepsTheLastFourOnly() =>
        Check(from pan in Samples.Pan from place in Gen.Elements(Samples.Places) select (pan, place), x =>
            Masking.Run(x.place.Before + x.pan + x.place.After) == x.place.Before + Samples.Hidden(x.pan, s => s) + x.place.After);

    [Fact]
    public void Mask_NumberInGroups_KeepsTheLastFourOnly() =>
        Check(
            from pan in Samples.Pan from place in Gen.Elements(Samples.Places) from separator in Gen.Elements(Samples.Separators) from size in Gen.Choose(1, 8)
            select (pan, place, separator, size),
            x =>
            {
                string Disguise(string s) => x.place.Before + Samples.Grouped(s, x.size, x.separator) + x.place.After;
                return Masking.Run(Disguise(x.pan)) == Samples.Hidden(x.pan, Disguise);
            });

    [Fact]
    public void Mask_NumberBrokenAnywhere_KeepsTheLastFourOnly() =>
        Check(
            from pan in Samples.Pan from place in Gen.Elements(Samples.Places) from end in Gen.Elements("\n", "\r\n") from at in Gen.Choose(1, pan.Length - 1)
            select (pan, place, end, at),
            x =>
            {
                string Disguise(string s) => x.place.Before + s.Insert(x.at, x.end) + x.place.After;
                return Masking.Run(Disguise(x.pan)) == Samples.Hidden(x.pan, Disguise);
            });

    [Fact]
    public void Mask_GroupsOfFourBrokenAnywhere_KeepsTheLastFourOnly() =>
        Check(
            from pan in Samples.Pan from separator in Gen.Elements(" ", "-", "\u00A0") from at in Gen.Choose(1, pan.Length - 1)
            where at % 4 != 0
            select (pan, separator, at),
            x =>
            {
                string Disguise(string s) => "card " + Samples.Grouped(s[..x.at], 4, x.separator) + "\n" + Rest(s, x.at, x.separator) + " ok";
                return Masking.Run(Disguise(x.pan)) == Samples.Hidden(x.pan, Disguise);
            });

    [Fact]
    public void Mask_TextWithoutSecrets_ChangesNothing() =>
        Check(Samples.Harmless, text => Masking.Run(text) == text);

    [Fact]
    public void Mask_Twice_GivesTheSame() =>
        Check(Samples.Text, text => Masking.Run(text) is var once && Masking.Run(once) == once, 3000);

    [Fact]
    public void Mask_AnyCuts_GivesTheSame() =>
        Check(from text in Samples.Text from seed in Gen.Choose(0, 100_000) select (text, seed), x =>
        {
            var input = Encoding.UTF8.GetBytes(x.text + new string('-', x.seed % 1500) + x.text);
            var whole = Masking.Run(input);
            var random = new Random(x.seed);
            var small = new Masker(new MaskingOptions(), Masker.SmallestWindow, TextEncoding.Detect);
            return whole.AsSpan().SequenceEqual(Masking.Run(input, new Masker(), _ => random.Next(1, 700), 300))
                && whole.AsSpan().SequenceEqual(Masking.Run(input, small, _ => random.Next(1, 9), 7));
        });

    [Fact]
    public void Mask_Utf16_HidesWhatItHidesInUtf8() =>
        Check(from text in Samples.Text from big in Gen.Elements(true, false) select (text, big), x =>
        {
            var encoding = new UnicodeEncoding(x.big, true);
            byte[] input = [.. encoding.Preamble, .. encoding.GetBytes(x.text)];
            return encoding.GetString(Masking.Run(input)) == "\uFEFF" + Masking.Run(x.text);
        });

    [Fact]
    public void MaskText_AnyText_GivesWhatTheStreamGives() =>
        Check(Samples.Text, text => MaskText.Mask(text) == Masking.Run(text));

    private static string Rest(string s, int at, string separator)
    {
        var first = 4 - at % 4;
        return at + first >= s.Length ? s[at..] : string.Join(separator, s[at..(at + first)], Samples.Grouped(s[(at + first)..], 4, separator));
    }

    private static void Check<T>(Gen<T> samples, Func<T, bool> holds, int times = 1000) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(times).WithEndSize(40).WithReplay(20261122, 7), Prop.ForAll(samples.ToArbitrary(), holds));
}
