using Hangfire.Common;
using SupportDesk.Kernel;

namespace SupportDesk.Jobs;

/// <summary>The catalogue as Hangfire meets it: which declaration a job belongs to, and where it stands.</summary>
internal sealed class JobStates(JobCatalogue catalogue)
{
    private readonly Dictionary<(Type, string), (JobDeclaration Job, JobState State)> byMethod =
        catalogue.All.ToDictionary(job => (job.Type, job.Method.Name), job => (job, new JobState()));

    public IEnumerable<(JobDeclaration Job, JobState State)> All => byMethod.Values;

    public (JobDeclaration Job, JobState State)? Find(Job? job) =>
        job is not null && byMethod.TryGetValue((job.Type, job.Method.Name), out var found) ? found : null;

    public (JobDeclaration Job, JobState State) Of(string name) => byMethod.Values.First(entry => entry.Job.Name == name);

    public static Job ToHangfire(JobDeclaration job) => new(job.Type, job.Method, [.. job.Method.GetParameters().Select(_ => (object?)null)]);
}
