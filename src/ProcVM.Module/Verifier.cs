using ProcVM.Core;

namespace ProcVM.Module;

/// <summary>Decides whether a module can run safely (SPEC.md sections 3 and 10): one pass over each body, no
/// recursion, time linear in the module's size.</summary>
public static class Verifier
{
    private const int MostErrors = 20;

    /// <summary>Verifies a module, made by the module reader or in memory; gives the proof that engines take, or
    /// the errors: at most one a function.</summary>
    public static LoadResult<VerifiedModule> Verify(PcodeModule module)
    {
        List<Diagnostic> errors = new ModuleVerifier(module).Verify();
        if (errors.Count > 0)
        {
            return LoadResult<VerifiedModule>.Failure(errors);
        }

        int[] maxStack = new int[module.Functions.Length];
        VerifierScratch scratch = new(module);
        int wrong = 0;
        for (int i = 0; i < module.Functions.Length; i++)
        {
            BodyVerifier body = new(module, i, scratch);
            if (body.Verify())
            {
                maxStack[i] = body.MaxStack;
            }
            else if (++wrong <= MostErrors)
            {
                errors.Add(body.Error!);
            }
        }

        if (wrong > MostErrors)
        {
            errors.Add(new Diagnostic(ModuleDiagnostics.MoreErrors, null, wrong - MostErrors)
            {
                File = module.FileName.Length > 0 ? module.FileName : null,
            });
        }

        return wrong > 0
            ? LoadResult<VerifiedModule>.Failure(errors)
            : LoadResult<VerifiedModule>.Success(new VerifiedModule(module, maxStack));
    }
}
