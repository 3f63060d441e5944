using System.Linq.Expressions;
using System.Reflection;

namespace SupportDesk.Kernel;

/// <summary>
/// The work that the desk does by itself. Features fill it, a line for each job; <c>Jobs/</c> runs it. A job takes nothing
/// but a cancellation token: what it has to do stands in the desk's own tables, so that a lost or doubled run does no harm.
/// </summary>
public sealed class JobCatalogue
{
    private readonly List<JobDeclaration> all = [];

    public IReadOnlyList<JobDeclaration> All => all;

    public static JobCatalogue Of(IEnumerable<IFeature> features)
    {
        var catalogue = new JobCatalogue();
        foreach (var feature in features)
            feature.AddJobs(catalogue);
        return catalogue;
    }

    /// <summary>Runs when the desk starts and then once in each period.</summary>
    /// <param name="period">Must divide a minute, an hour or a day. A setting under <c>Jobs</c> may name another one.</param>
    public void Every<T>(string name, TimeSpan period, Expression<Func<T, Task>> run) where T : class =>
        all.Add(new(name, new JobTime(period, null), typeof(T), MethodOf(run)));

    /// <summary>Runs once a day.</summary>
    /// <param name="time">«03:30», in the desk's time zone. A setting under <c>Jobs</c> may name another one.</param>
    public void Nightly<T>(string name, string time, Expression<Func<T, Task>> run) where T : class =>
        all.Add(new(name, new JobTime(null, TimeOnly.ParseExact(time, JobTime.Clock)), typeof(T), MethodOf(run)));

    private static MethodInfo MethodOf(LambdaExpression run) =>
        run.Body is MethodCallExpression { Object: ParameterExpression } call && call.Arguments.All(argument => argument.Type == typeof(CancellationToken))
            ? call.Method
            : throw new ArgumentException("A job is one call that takes a cancellation token and nothing else.", nameof(run));
}

/// <param name="Name">Small letters and hyphens: the dashboard, the log and the settings call it so.</param>
public sealed record JobDeclaration(string Name, JobTime Time, Type Type, MethodInfo Method)
{
    /// <summary>Its name among the settings: <c>SendMail</c> for <c>send-mail</c>. Capitals make no difference there.</summary>
    public string Setting => string.Concat(Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}

/// <summary>When a job runs: in each <paramref name="Period"/>, or at one time of the day.</summary>
public sealed record JobTime(TimeSpan? Period, TimeOnly? At)
{
    internal const string Clock = "HH:mm";
}
