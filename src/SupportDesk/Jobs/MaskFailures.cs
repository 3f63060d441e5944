using Hangfire.States;
using SupportDesk.Kernel;
using SupportDesk.Masking;

namespace SupportDesk.Jobs;

/// <summary>
/// The dashboard prints what an exception says, and that may be an address, a letter's words or a password. So only the
/// exception's type is kept there, with a number; the log has the rest under the same number, masked.
/// </summary>
internal sealed class MaskFailures(JobStates states, ILogger<MaskFailures> log) : IElectStateFilter
{
    private static readonly MaskingOptions Everything = new() { Personal = PersonalData.Identity };

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is not FailedState { Exception: not JobFailedException } failed)
            return;
        var (number, error) = (Ids.Code(8), failed.Exception);
        var name = states.Find(context.BackgroundJob.Job)?.Job.Name ?? context.BackgroundJob.Job?.Type.Name;
        log.LogError("Job {Job} failed, error number {ErrorId}: {Error}", name, number, MaskText.Mask(error.ToString(), Everything, out _));
        context.CandidateState = new FailedState(new JobFailedException(error.GetType(), number), context.BackgroundJob.Id) { Reason = failed.Reason };
    }
}
