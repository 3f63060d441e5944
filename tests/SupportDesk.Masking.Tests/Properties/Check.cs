using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Masking.Tests.Properties;

/// <summary>Runs a property over generated samples, always the same ones; a failure shows the smallest case.</summary>
internal static class Check
{
    public static void ForAll<T>(Gen<T> samples, Func<T, bool> holds, int times = 1000) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(times).WithEndSize(40).WithReplay(20261122, 7), Prop.ForAll(samples.ToArbitrary(), holds));

    /// <summary>As above for a property that tells by itself what is wrong.</summary>
    public static void Equal<T>(Gen<T> samples, Func<T, (string Expected, string Got)> run, int times = 1000) =>
        ForAll(samples, sample =>
        {
            var (expected, got) = run(sample);
            return expected == got ? true : throw new InvalidOperationException($"\nexpected: {Shown(expected)}\ngot:      {Shown(got)}");
        }, times);

    private static string Shown(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and < '\u0080' or >= 'А' and <= 'я' ? c.ToString() : $"\\u{(int)c:x4}"));
}
