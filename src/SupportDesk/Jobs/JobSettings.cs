using System.Globalization;
using SupportDesk.Kernel;

namespace SupportDesk.Jobs;

/// <summary>Section <c>Jobs</c> of the settings: when each job runs, and how long one that failed waits.</summary>
public sealed class JobSettings : IStartupCheck
{
    public const string Section = "Jobs";

    // A run starts up to a second late, so a shorter period would promise too much.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, JobTime> times;

    public JobSettings(IConfiguration configuration, JobCatalogue catalogue)
    {
        var section = configuration.GetSection(Section);
        IsEnabled = Read(section, "Enabled", "true or false", true, bool.TryParse);
        RetryAfter = Read(section, "RetryAfter", "a time such as 00:00:10", TimeSpan.FromSeconds(10), TryTime);
        RetryAtMost = Read(section, "RetryAtMost", "a time such as 00:10:00", TimeSpan.FromMinutes(10), TryTime);
        Retries = Read(section, "Retries", "a number from 0 to 100", 10, TryCount);
        times = catalogue.All.ToDictionary(job => job.Name, job => TimeOf(section, job));
        string[] known = ["Enabled", "RetryAfter", "RetryAtMost", "Retries", .. catalogue.All.Select(job => job.Setting)];
        foreach (var child in section.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
            throw Wrong(child.Key, $"there is no such job. Known are {string.Join(", ", known)}.");
    }

    /// <summary>Whether the desk works by itself; false for another program on the same data, such as a test.</summary>
    public bool IsEnabled { get; }

    /// <summary>A job that failed is tried again after this pause, then after twice as long each time.</summary>
    public TimeSpan RetryAfter { get; }

    /// <summary>The longest of these pauses.</summary>
    public TimeSpan RetryAtMost { get; }

    /// <summary>Then it is given up, which the dashboard and the health page show, until the schedule starts it anew.</summary>
    public int Retries { get; }

    public TimeSpan PauseAfter(int failures) =>
        TimeSpan.FromSeconds(
            Math.Min(RetryAfter.TotalSeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 30)), Math.Max(RetryAtMost.TotalSeconds, RetryAfter.TotalSeconds))
        );

    /// <summary>When the job runs, as cron says it.</summary>
    public string CronOf(JobDeclaration job) => CronOf(times[job.Name])!;

    public void Check()
    {
        // The constructor has looked at everything.
    }

    private static JobTime TimeOf(IConfigurationSection section, JobDeclaration job)
    {
        if (job.Time.At is { } at)
            return new(null, Read(section, job.Setting, "a time of the day such as 03:30", at, TryClock));
        var time = new JobTime(Read(section, job.Setting, "a time such as 00:00:05", job.Time.Period!.Value, TryTime), null);
        return CronOf(time) is not null ? time : throw Wrong(job.Setting, $"{time.Period} does not divide a minute, an hour or a day.");
    }

    private static string? CronOf(JobTime time)
    {
        if (time.At is { } at)
            return FormattableString.Invariant($"{at.Minute} {at.Hour} * * *");
        var period = time.Period!.Value;
        return period < TimeSpan.FromMinutes(1) && Divides(period, Shortest, 60) ? FormattableString.Invariant($"*/{period.TotalSeconds} * * * * *")
            : period < TimeSpan.FromHours(1) && Divides(period, TimeSpan.FromMinutes(1), 60) ? FormattableString.Invariant($"*/{period.TotalMinutes} * * * *")
            : period < TimeSpan.FromDays(1) && Divides(period, TimeSpan.FromHours(1), 24) ? FormattableString.Invariant($"0 */{period.TotalHours} * * *")
            : period == TimeSpan.FromDays(1) ? "0 0 * * *" : null;
    }

    private static bool Divides(TimeSpan period, TimeSpan unit, int whole) =>
        period >= unit && period.Ticks % unit.Ticks == 0 && whole % (period.Ticks / unit.Ticks) == 0;

    private delegate bool TryParse<T>(string text, out T value);

    private static T Read<T>(IConfigurationSection section, string key, string wanted, T otherwise, TryParse<T> parse) =>
        section[key] is not { Length: > 0 } text ? otherwise : parse(text, out var value) ? value : throw Wrong(key, $"'{text}' is not {wanted}.");

    private static bool TryTime(string text, out TimeSpan value) =>
        TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value) && value > TimeSpan.Zero;

    private static bool TryCount(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= 100;

    private static bool TryClock(string text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, JobTime.Clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    private static ConfigurationException Wrong(string key, string reason) => new($"Setting {Section}:{key}: {reason}");
}
