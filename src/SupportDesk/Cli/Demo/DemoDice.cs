namespace SupportDesk.Cli.Demo;

/// <summary>Chance by a seed, and the hours at which people write and work. The same seed draws the same, whatever the day is.</summary>
internal sealed class DemoDice(int seed)
{
    private readonly Random random = new(seed);

    public int Next(int from, int below) => random.Next(from, below);

    public double Share() => random.NextDouble();

    public bool Chance(double share) => random.NextDouble() < share;

    public T Pick<T>(IReadOnlyList<T> pool) => pool[random.Next(pool.Count)];

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(i => (char)('0' + random.Next(i == 0 ? 1 : 0, 10))));

    /// <summary>An amount as a shop would ask it.</summary>
    public decimal Amount() => random.Next(4) switch
    {
        0 => random.Next(3, 60) * 50,
        1 => (random.Next(2, 90) * 100) - 10,
        2 => random.Next(190, 9900),
        _ => random.Next(19_000, 1_450_000) / 100m,
    };

    /// <summary>A number that looks like one of a card and is nobody's: the check digit fits.</summary>
    public string Card()
    {
        var digits = (random.Next(2) == 0 ? "220012" : "411100") + string.Concat(Enumerable.Range(0, 9).Select(_ => random.Next(10)));
        var sum = digits.Reverse().Select((digit, i) => digit - '0' is var value && i % 2 == 0 ? value * 2 > 9 ? (value * 2) - 9 : value * 2 : value).Sum();
        var all = digits + (char)('0' + ((10 - (sum % 10)) % 10));
        return string.Join(' ', all.Chunk(4).Select(four => new string(four)));
    }
}
