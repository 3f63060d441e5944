using System.Globalization;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>
/// When the desk is killed: not after a time, which says nothing about what it was doing, but at points of its progress,
/// drawn by a seed, so that a run can be repeated.
/// </summary>
/// <param name="Emails">How many e-mails come in; as many go out.</param>
/// <param name="Kills">Ascending: at how many e-mails, taken or sent, the desk is killed.</param>
internal sealed record ChaosPlan(int Seed, int Emails, IReadOnlyList<int> Kills)
{
    /// <summary>Small enough for every run of the tests; CHAOS_SEED, CHAOS_LETTERS and CHAOS_KILLS make another one.</summary>
    public static ChaosPlan FromEnvironment() => Draw(
        Number("CHAOS_SEED") ?? Random.Shared.Next(1, 1_000_000), Number("CHAOS_LETTERS") ?? 30, Number("CHAOS_KILLS") ?? 2);

    public static ChaosPlan Draw(int seed, int emails, int kills)
    {
        var random = new Random(seed);
        // The last tenth is left alone: a point that is never reached would be waited for.
        return new ChaosPlan(seed, emails, [.. Enumerable.Range(0, kills).Select(_ => random.Next(1, emails * 18 / 10)).Order()]);
    }

    /// <summary>The mailboxes go down as well, and e-mails keep coming: at the first kill, so that the shortest run has it.</summary>
    public static bool TakesDovecotDown(int kill) => kill % 5 == 1;

    /// <summary>The mail server is stopped and started: e-mails neither come nor go. At the second kill, and later ones.</summary>
    public static bool TakesPostfixDown(int kill) => kill % 7 == 2;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"CHAOS_SEED={Seed} CHAOS_LETTERS={Emails} CHAOS_KILLS={Kills.Count}, at {string.Join(", ", Kills)}");

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
